import { render } from "preact";
import { App } from "./app.js";
import { hasTokenInAddress, takeToken } from "./connection/token.js";

// Places are kept in the address (points/), so the browser's own guess would only get in their way.
history.scrollRestoration = "manual";
const token = takeToken();
// The address of another run, pasted into this tab.
addEventListener("hashchange", () => {
  if (hasTokenInAddress()) location.reload();
});

const page = document.getElementById("page");
if (page) render(<App token={token} />, page);
