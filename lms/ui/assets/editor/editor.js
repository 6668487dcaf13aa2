// The editor of the studio: text without syntax in place of a text area that holds Markdown.
export { richText } from "./rich_text.js";
export { cleaned } from "./pasting.js";
export { roundTrip } from "./round_trip.js";
