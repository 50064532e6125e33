import type { Reading } from "../../retirement";
import type { Launcher, LaunchFacts, TemplateReference, TemplateVersion } from "./facts";

/** Somebody who uses an image. */
export interface ImageUser {
    /** A kind that `ignoreReferences` names, or one that never blocks. */
    readonly kind: string;
    /** Name, id or ARN: what to look for. */
    readonly subject: string;
    /** How it uses the image, as a whole sentence without a full stop. */
    readonly fact: string;
    /** Whether something that works today would break. */
    readonly launches: boolean;
}

/** The answer to one question about users: who, of which kinds, or why that is not known. */
export interface UserReading {
    /** The kinds of users that this question finds. */
    readonly kinds: readonly string[];
    readonly users: Reading<readonly ImageUser[]>;
}

/** Which launchers, templates and launch configurations use an image. Pure: one scan answers for every image. */
export const launchUsers = (imageId: string, facts: LaunchFacts): readonly UserReading[] => {
    const resolve = resolver(facts);
    return [
        { kinds: ["auto-scaling-group"], users: launchersOf(imageId, facts.groups, resolve) },
        { kinds: ["ec2-fleet"], users: launchersOf(imageId, facts.fleets, resolve) },
        { kinds: ["spot-fleet"], users: launchersOf(imageId, facts.spotFleets, resolve) },
        { kinds: ["launch-template"], users: templatesOf(imageId, facts) },
        { kinds: [], users: idleConfigurationsOf(imageId, facts) },
    ];
};

/** Which image a launcher starts from, for each way that it has, or why that cannot be told. */
type Resolve = (launcher: Launcher) => Reading<readonly { readonly imageId: string; readonly how: string }[]>;

const resolver = (facts: LaunchFacts): Resolve => {
    return launcher => {
        const found = launcher.imageIds.map(imageId => ({ imageId, how: "names it" }));
        if (launcher.launchConfiguration !== undefined) {
            if (facts.launchConfigurations.is === "unknown") return facts.launchConfigurations;
            const name = launcher.launchConfiguration;
            const configuration = facts.launchConfigurations.value.find(candidate => candidate.name === name);
            if (configuration !== undefined) {
                found.push({ imageId: configuration.imageId, how: `launches from it by launch configuration ${name}` });
            }
        }
        for (const reference of launcher.templates) {
            if (facts.templateVersions.is === "unknown") return facts.templateVersions;
            const version = versionOf(reference, facts.templateVersions.value);
            // Every version that a launcher names was asked for: one that is not there cannot launch anything.
            if (version?.imageId === undefined) continue;
            const asked = reference.version === undefined ? "" : ` (${reference.version})`;
            const how = `launches from it by launch template ${version.templateName}, version ${version.version}${asked}`;
            found.push({ imageId: version.imageId, how });
        }
        return { is: "known", value: found };
    };
};

const versionOf = (reference: TemplateReference, versions: readonly TemplateVersion[]): TemplateVersion | undefined =>
    versions
        .filter(({ templateId, templateName }) => reference.id === templateId || reference.name === templateName)
        .find(version => {
            if (reference.version === "$Latest") return version.isLatest;
            if (reference.version === undefined || reference.version === "$Default") return version.isDefault;
            return String(version.version) === reference.version;
        });

const launchersOf = (
    imageId: string,
    launchers: Reading<readonly Launcher[]>,
    resolve: Resolve,
): Reading<readonly ImageUser[]> => {
    if (launchers.is === "unknown") return launchers;
    const users: ImageUser[] = [];
    for (const launcher of launchers.value) {
        const images = resolve(launcher);
        if (images.is === "unknown") return images;
        const uses = images.value.filter(image => image.imageId === imageId);
        if (uses.length === 0) continue;
        const how = [...new Set(uses.map(use => use.how))].join(" and ");
        const { kind, name } = launcher;
        users.push({ kind, subject: launcher.arn ?? name, fact: `${words[kind]} ${name} ${how}`, launches: true });
    }
    return { is: "known", value: users };
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
const templatesOf = (imageId: string, facts: LaunchFacts): Reading<readonly ImageUser[]> => {
    if (facts.templateVersions.is === "unknown") return facts.templateVersions;
    const launchers = [facts.groups, facts.fleets, facts.spotFleets].flatMap(reading =>
        reading.is === "known" ? reading.value : [],
    );
    const hasLauncher = ({ templateId, templateName }: TemplateVersion): boolean =>
        launchers.some(({ templates }) => templates.some(({ id, name }) => id === templateId || name === templateName));
    const users = facts.templateVersions.value
        .filter(version => version.imageId === imageId && (version.isLatest || version.isDefault))
        .map((version): ImageUser => {
            const which = version.isLatest ? (version.isDefault ? "latest and default" : "latest") : "default";
            return {
                kind: "launch-template",
                subject: version.templateId,
                fact: `launch template ${version.templateName} names it in its ${which} version ${version.version}`,
                launches: version.isLatest || !hasLauncher(version),
            };
        });
    return { is: "known", value: users };
};

const idleConfigurationsOf = (imageId: string, facts: LaunchFacts): Reading<readonly ImageUser[]> => {
    const { groups, launchConfigurations } = facts;
    if (launchConfigurations.is === "unknown") return launchConfigurations;
    const used = new Set(groups.is === "known" ? groups.value.map(group => group.launchConfiguration) : []);
    const users = launchConfigurations.value
        .filter(configuration => configuration.imageId === imageId && !used.has(configuration.name))
        .map(({ name }) => ({
            kind: "launch-configuration",
            subject: name,
            fact: `launch configuration ${name} names it, and no group uses it`,
            launches: false,
        }));
    return { is: "known", value: users };
};
