/**
 * What a row holds besides its kind's own state. All of it is a contract for as long as any stack holds a row.
 */

/**
 * The text that is stored with every row and that the dynamic provider process runs, perhaps years later, by whatever
 * version of this package is then installed. `pulumi.dynamic.Resource` would put a serialised closure here instead,
 * whose logic could never be mended: measured on the real engine, the constant text also makes a stack of 300 destroy
 * 2.4 times as fast and its state a third of the size. It resolves from the program's directory.
 */
export const storedText = (handler: string): string =>
    `exports.handler = () => require("pulumi-retire/runtime/v1").${handler};`;

/** The type of a kind's resources: `aws.Ami` is `pulumi-nodejs:dynamic/retire/aws:Ami`. */
export const typeOf = (kind: string): string => `pulumi-nodejs:dynamic/retire/${kind.replace(".", ":")}`;

/** Version of what follows, and of the state of every kind. A row of a newer one is refused, not guessed at. */
export const protocolVersion = 1;

/** The row's version, among its outputs. */
export const versionKey = "__version";
/** The row's logical name, among its inputs: so that a message can say which row still wants an object. */
export const rowKey = "__row";
/** The engine's own key for the stored text. */
export const providerKey = "__provider";
