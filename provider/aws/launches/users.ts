import { isNonEmpty, type NonEmpty, type Reading, type Unreadable, type Use } from "../../retirement";
import type { ObservedUser, UserReading } from "../../retirement/users";
import type { Launcher, LaunchFacts, TemplateReference, TemplateVersion } from "./facts";

/** Which launchers, templates and launch configurations use an image. Pure: one scan answers for every image. */
export const launchUsers = (imageId: string, facts: LaunchFacts): readonly UserReading[] => {
    const resolve = resolver(facts);
    return [
        { kinds: ["auto-scaling-group"], ...launchersOf(imageId, facts.groups, resolve) },
        { kinds: ["ec2-fleet"], ...launchersOf(imageId, facts.fleets, resolve) },
        { kinds: ["spot-fleet"], ...launchersOf(imageId, facts.spotFleets, resolve) },
        { kinds: ["launch-template"], ...templatesOf(imageId, facts) },
        { kinds: [], ...idleConfigurationsOf(imageId, facts) },
    ];
};

type Found = Omit<UserReading, "kinds">;

/** Which image a launcher starts from, for each way that it has, or why that cannot be told. */
type Resolve = (launcher: Launcher) => {
    readonly uses: readonly { readonly imageId: string; readonly how: string; readonly use: Use }[];
    readonly unknown?: Unreadable;
};

const resolver =
    ({ launchConfigurations, templateVersions }: LaunchFacts): Resolve =>
    launcher => {
        const uses = launcher.imageIds.map(imageId => ({ imageId, how: "names it", use: {} as Use }));
        let unknown: Unreadable | undefined;
        const name = launcher.launchConfiguration;
        if (name !== undefined && launchConfigurations.is === "unknown") unknown = launchConfigurations;
        if (name !== undefined && launchConfigurations.is === "known") {
            const imageId = launchConfigurations.value.find(candidate => candidate.name === name)?.imageId;
            const how = `launches from it by launch configuration ${name}`;
            if (imageId !== undefined) uses.push({ imageId, how, use: { through: [name] } });
        }
        if (launcher.templates.length > 0 && templateVersions.is === "unknown") unknown = templateVersions;
        for (const reference of templateVersions.is === "known" ? launcher.templates : []) {
            const version = versionOf(reference, templateVersions.is === "known" ? templateVersions.value : []);
            // Every version that a launcher names was asked for: one that is not there cannot launch anything.
            if (version?.imageId === undefined) continue;
            unknown ??= unresolved(version);
            const asked = reference.version === undefined ? "" : ` (${reference.version})`;
            const how = `launches from it by launch template ${version.templateName}, version ${version.version}${asked}`;
            const through = [version.templateId, version.templateName];
            uses.push({ imageId: version.imageId, how, use: { through, version: reference.version ?? "$Default" } });
        }
        return { uses, ...(unknown === undefined ? {} : { unknown }) };
    };

/** An alias that EC2 left as it is may lead to any image. */
const unresolved = ({ templateName, version, imageId = "" }: TemplateVersion): Unreadable | undefined =>
    imageId === "" || imageId.startsWith("ami-")
        ? undefined
        : {
              is: "unknown",
              because: `launch template ${templateName}, version ${version}, names ${imageId}, which EC2 did not resolve`,
          };

/** The id decides where both are given: a name may have gone over to another template. */
export const isOf = ({ id, name }: TemplateReference, { templateId, templateName }: TemplateVersion): boolean =>
    id === undefined ? name === templateName : id === templateId;

const versionOf = (reference: TemplateReference, versions: readonly TemplateVersion[]): TemplateVersion | undefined =>
    versions
        .filter(version => isOf(reference, version))
        .find(version => {
            if (reference.version === "$Latest") return version.isLatest;
            if (reference.version === undefined || reference.version === "$Default") return version.isDefault;
            return version.version === Number(reference.version);
        });

const launchersOf = (imageId: string, launchers: Reading<readonly Launcher[]>, resolve: Resolve): Found => {
    if (launchers.is === "unknown") return { users: [], unknown: launchers };
    const users: ObservedUser[] = [];
    let unknown: Unreadable | undefined;
    for (const launcher of launchers.value) {
        const resolved = resolve(launcher);
        unknown ??= resolved.unknown;
        const found = resolved.uses.filter(use => use.imageId === imageId);
        const how = [...new Set(found.map(use => use.how))].join(" and ");
        const uses = found.map(({ use }) => use);
        if (!isNonEmpty(uses)) continue;
        const { kind, name, arn } = launcher;
        const ids: NonEmpty<string> = arn === undefined ? [name] : [arn, name];
        users.push({ kind, subject: ids[0], fact: `${words[kind]} ${name} ${how}`, launches: true, ids, uses });
    }
    return { users, ...(unknown === undefined ? {} : { unknown }) };
};

const words = {
    "auto-scaling-group": "Auto Scaling group",
    "ec2-fleet": "EC2 Fleet",
    "spot-fleet": "Spot Fleet",
} as const;

/**
 * A template's latest version is what its next user gets; its default version likewise, unless launchers use the template
 * and by that say which version counts.
 */
const templatesOf = (imageId: string, facts: LaunchFacts): Found => {
    if (facts.templateVersions.is === "unknown") return { users: [], unknown: facts.templateVersions };
    const launchers = [facts.groups, facts.fleets, facts.spotFleets].flatMap(reading =>
        reading.is === "known" ? reading.value : [],
    );
    const hasLauncher = (version: TemplateVersion): boolean =>
        launchers.some(({ templates }) => templates.some(reference => isOf(reference, version)));
    const users = facts.templateVersions.value
        .filter(version => version.imageId === imageId && (version.isLatest || version.isDefault))
        .map((version): ObservedUser => {
            const which = version.isLatest ? (version.isDefault ? "latest and default" : "latest") : "default";
            const isOwnDefault = version.isDefault && !hasLauncher(version);
            const latest: readonly Use[] = version.isLatest ? [{ version: "$Latest" }] : [];
            return {
                kind: "launch-template",
                subject: version.templateId,
                fact: `launch template ${version.templateName} names it in its ${which} version ${version.version}`,
                launches: version.isLatest || isOwnDefault,
                ids: [version.templateId, version.templateName],
                uses: isOwnDefault
                    ? [{ version: "$Default" }, ...latest]
                    : [{ version: version.isLatest ? "$Latest" : "$Default" }],
            };
        });
    const unknown = facts.templateVersions.value.map(unresolved).find(reading => reading !== undefined);
    return { users, ...(unknown === undefined ? {} : { unknown }) };
};

const idleConfigurationsOf = (imageId: string, { groups, launchConfigurations }: LaunchFacts): Found => {
    if (launchConfigurations.is === "unknown") return { users: [], unknown: launchConfigurations };
    const used = groups.is === "known" ? new Set(groups.value.map(group => group.launchConfiguration)) : undefined;
    const users = launchConfigurations.value
        .filter(configuration => configuration.imageId === imageId && used?.has(configuration.name) !== true)
        .map(
            ({ name }): ObservedUser => ({
                kind: "launch-configuration",
                subject: name,
                fact: `launch configuration ${name} names it${used === undefined ? "" : ", and no group uses it"}`,
                launches: false,
                ids: [name],
                uses: [{}],
            }),
        );
    return { users };
};
