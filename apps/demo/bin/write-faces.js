#!/usr/bin/env node
import "../dist/write-faces.js";
