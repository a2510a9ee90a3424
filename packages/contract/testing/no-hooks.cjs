// A hook file that Dredd loads without complaint and that hooks nothing.
