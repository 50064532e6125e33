import { z } from "zod";

/** The URL of a cloud that is not the vendor's own. It is stored in the state and told in messages: no password in it. */
export const endpointSchema = z
    .string()
    .refine(value => URL.canParse(value) && /^https?:/.test(value), "must be a URL such as http://127.0.0.1:4566")
    .refine(
        value => !URL.canParse(value) || new URL(value).password === "",
        "must not hold a password: it would be stored in the state",
    );
