/**
 * What an operation takes and answers, written down once: the wire formats are derived from it, and so are the types.
 * A member's name is the API's; `as` is its name on the wire where the protocol's own rule does not give it.
 */
export interface Member<T = unknown, Required extends boolean = boolean> {
    readonly kind: "text" | "number" | "decimal" | "flag" | "instant" | "list" | "struct";
    readonly as?: string;
    readonly required: Required;
    /** The item of a list. */
    readonly of?: Member;
    /** The members of a struct. */
    readonly members?: Members;
    /** Never there: carries the type. */
    readonly type?: T;
}

export type Members = Readonly<Record<string, Member>>;

type TypeOf<M> = M extends Member<infer T> ? T : never;
type RequiredIn<M extends Members> = { [K in keyof M]: M[K] extends Member<unknown, true> ? K : never }[keyof M];

/** The type of an input: required members are there, others may be. */
export type InputOf<M extends Members> = { readonly [K in RequiredIn<M>]: TypeOf<M[K]> } & {
    readonly [K in Exclude<keyof M, RequiredIn<M>>]?: TypeOf<M[K]>;
};

/** The type of an answer: what is undefined is not sent. */
export type OutputOf<M extends Members> = { readonly [K in keyof M]?: TypeOf<M[K]> | undefined };

const member = <T>(kind: Member["kind"], as: string | undefined, rest: Partial<Member> = {}): Member<T, false> => ({
    ...(rest as Member<T, false>),
    kind,
    required: false,
    ...(as === undefined ? {} : { as }),
});

export const text = (as?: string) => member<string>("text", as);
export const number = (as?: string) => member<number>("number", as);
export const decimal = (as?: string) => member<number>("decimal", as);
export const flag = (as?: string) => member<boolean>("flag", as);
export const instant = (as?: string) => member<Date>("instant", as);
export const list = <T>(of: Member<T>, as?: string) => member<readonly T[]>("list", as, { of });
export const struct = <M extends Members>(members: M, as?: string) => member<OutputOf<M>>("struct", as, { members });
export const required = <T>(of: Member<T>): Member<T, true> => ({ ...of, required: true });
