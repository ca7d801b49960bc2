// Small conveniences over pages that work without them.
import "./js/trusted.js";
import { passkeys } from "./js/passkey.js";
import { lockButtons } from "./js/lock.js";
import "./js/search_key.js";
import "./js/palette.js";
import "./js/submit_once.js";
import "./js/autosave.js";
import "./js/announce.js";
import "./js/curtain.js";
import "./js/menus.js";
import "./js/filter.js";
import "./js/current.js";
import { enhance } from "./js/enhance.js";
import { countCharacters } from "./js/count.js";
import { addRows } from "./js/rows.js";
import { lookUp } from "./js/lookup.js";
import { focusErrors } from "./js/errors.js";
import { printButtons } from "./js/print.js";

enhance(countCharacters, addRows, lookUp, focusErrors, passkeys, lockButtons, printButtons);
