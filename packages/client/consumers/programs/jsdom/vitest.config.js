export default { test: { environment: "jsdom", globals: true, include: ["calls.js"] } };
