/**
 * Every text that a released version has stored with a row, and the kind that it leads to. Add to it with each release,
 * never take away: a row deleted in years runs the text of the day on which it was made.
 */
export const storedTexts: readonly { readonly since: string; readonly kind: string; readonly text: string }[] = [
    { since: "0.1.0", kind: "aws.Ami", text: 'exports.handler = () => require("pulumi-retire/runtime/v1").ami;' },
    {
        since: "0.1.0",
        kind: "aws.TaskDefinition",
        text: 'exports.handler = () => require("pulumi-retire/runtime/v1").taskDefinition;',
    },
];
