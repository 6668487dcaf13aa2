// The few named characters an address may hold. Everywhere else the platform's Markdown knows none.
const NAMED = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };
export const decodeHTML = (text) => NAMED[text] ?? text;
export const decodeHTMLStrict = decodeHTML;
