/**
 * Whether `--target` names a row: `*` stands for anything without a colon, `**` for anything.
 * https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/target.go (UrnTargets)
 */
export const isTargeted = (urn: string, targets: readonly string[]): boolean =>
    targets.some(target => patternOf(target).test(urn));

const patternOf = (target: string): RegExp => {
    const parts = target.split("**").map(part => part.split("*").map(literal).join("[^:]*"));
    return new RegExp(`^${parts.join(".*")}$`, "s");
};

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
