// Keeps unsent text in this browser, encrypted, for the account that wrote it.
