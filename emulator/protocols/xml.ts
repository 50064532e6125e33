import type { Output } from "../service";
import type { Member, Members } from "./shape";

/** The members of an answer as XML elements. Lists are wrapped in the member's name, their items are called `item`. */
export const encodeXml = (output: Output, members: Members): string =>
    Object.entries(members)
        .filter(([name]) => output[name] !== undefined)
        .map(([name, member]) => element(member.as ?? lowerFirst(name), content(output[name], member)))
        .join("");

export const element = (name: string, inner: string): string => `<${name}>${inner}</${name}>`;

export const xmlHeaders = { "content-type": "text/xml;charset=UTF-8" };

export const escapeXml = (text: string): string =>
    text.replace(/[&<>"\r]/g, found => `&#x${found.charCodeAt(0).toString(16)};`);

const content = (value: unknown, member: Member): string => {
    if (member.kind === "struct") {
        return encodeXml(value as Output, member.members ?? {});
    }
    if (member.kind === "list") {
        const { of } = member;
        return of === undefined
            ? ""
            : (value as readonly unknown[]).map(item => element("item", content(item, of))).join("");
    }
    return escapeXml(value instanceof Date ? value.toISOString() : String(value));
};

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
