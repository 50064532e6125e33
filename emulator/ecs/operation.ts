import { jsonOperation } from "../protocols/json-operation";
import { invalidParameter } from "./errors";

export const operation = jsonOperation((path, message) => invalidParameter(`Invalid value for '${path}': ${message}`));
