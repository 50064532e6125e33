import { jsonOperation } from "../protocols/json-operation";
import { invalid } from "./errors";

export const operation = jsonOperation((path, message) => invalid(`The value of '${path}' is invalid: ${message}`));
