// Classes of characters, as the Markdown rules ask for them.
export const P = /\p{P}/u;
export const S = /\p{S}/u;
export const Z = /\p{Z}/u;
export const Any = /[\s\S]/;
export const Cc = /\p{Cc}/u;
export const Cf = /\p{Cf}/u;
