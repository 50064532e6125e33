import { type Instant, type Reading, renderInstant } from "../../retirement";
import type { ObservedUser, UserReading } from "../../retirement/users";
import type { LaunchFacts } from "../launches/facts";
import type { Grantee, ImageReference, ReferenceFacts, UsageReport } from "./facts";

/** Who names an image or may launch from it, past the launchers. */
export const referenceUsers = (
    imageId: string,
    facts: ReferenceFacts,
    launches: LaunchFacts,
    lastLaunched: Instant | undefined,
): readonly UserReading[] => [
    { kinds: ["ssm-parameter"], ...found(facts.references, parametersOf) },
    { kinds: ["image-builder-recipe"], ...recipesOf(facts) },
    { kinds: [], ...found(facts.references, instancesOf) },
    { kinds: [], ...found(facts.references, references => olderVersionsOf(imageId, references, launches)) },
    {
        kinds: ["launch-permission"],
        ...found(facts.grantees, grantees => sharesOf(imageId, grantees, facts, lastLaunched)),
    },
];

type Found = Omit<UserReading, "kinds">;

const found = <From>(reading: Reading<From>, usersOf: (value: From) => readonly ObservedUser[]): Found =>
    reading.is === "unknown" ? { users: [], unknown: reading } : { users: usersOf(reading.value) };

const ofType = (references: readonly ImageReference[], ...types: readonly string[]): readonly string[] =>
    references.filter(({ type }) => types.includes(type)).map(({ arn }) => arn);

/** The last part of an ARN, as consoles show it. */
const shortName = (arn: string): string => arn.slice(arn.lastIndexOf(":") + 1).replace(/^[a-z-]+\//, "");

const parametersOf = (references: readonly ImageReference[]): readonly ObservedUser[] =>
    ofType(references, "ssm:Parameter").map(
        (arn): ObservedUser => ({
            kind: "ssm-parameter",
            subject: arn,
            fact: `SSM parameter ${parameterName(arn)} leads to it`,
            launches: true,
            ids: [arn, parameterName(arn), parameterName(arn).slice(1)],
            uses: [{}],
        }),
    );

/** The ARN leaves the slash out that every hierarchical name begins with; a plain name has none. */
const parameterName = (arn: string): string => arn.slice(arn.indexOf(":parameter/") + ":parameter".length);

/** A recipe counts when an enabled pipeline builds it; any other only would if somebody used it again. */
const recipesOf = ({ references, pipelines }: ReferenceFacts): Found => {
    if (references.is === "unknown") return { users: [], unknown: references };
    const recipes = ofType(references.value, "imagebuilder:ImageRecipe", "imagebuilder:ContainerRecipe");
    if (recipes.length > 0 && pipelines.is === "unknown") return { users: [], unknown: pipelines };
    const enabled = pipelines.is === "known" ? pipelines.value : new Map<string, readonly string[]>();
    return {
        users: recipes.map((arn): ObservedUser => {
            const builders = enabled.get(arn) ?? [];
            const who =
                builders.length === 0
                    ? "no enabled pipeline builds it"
                    : `is built by ${builders.map(shortName).join(", ")}`;
            return {
                kind: "image-builder-recipe",
                subject: arn,
                fact: `Image Builder recipe ${shortName(arn)} starts from it, and ${who}`,
                launches: builders.length > 0,
                ids: [arn],
                uses: [{}],
            };
        }),
    };
};

const shownInstances = 5;

const instancesOf = (references: readonly ImageReference[]): readonly ObservedUser[] => {
    const instances = ofType(references, "ec2:Instance").map(shortName);
    if (instances.length === 0) return [];
    const more = instances.length > shownInstances ? ` and ${instances.length - shownInstances} more` : "";
    const names = instances.slice(0, shownInstances).join(", ");
    return [
        {
            kind: "instance",
            subject: names,
            fact: `${instances.length} ${instances.length === 1 ? "instance was" : "instances were"} launched from it (${names}${more}); EC2 leaves them alone`,
            launches: false,
            ids: [names],
            uses: [{}],
        },
    ];
};

/** A reference names a template without the version: what is neither its latest nor its default is an older one. */
const olderVersionsOf = (
    imageId: string,
    references: readonly ImageReference[],
    { templateVersions }: LaunchFacts,
): readonly ObservedUser[] => {
    const which = templateVersions.is === "known" ? "an older version" : "some version";
    const current = new Set(
        templateVersions.is === "known"
            ? templateVersions.value.filter(version => version.imageId === imageId).map(version => version.templateId)
            : [],
    );
    return ofType(references, "ec2:LaunchTemplate")
        .map(shortName)
        .filter(id => !current.has(id))
        .map(
            (id): ObservedUser => ({
                kind: "launch-template-version",
                subject: id,
                fact: `${which} of launch template ${id} names it`,
                launches: false,
                ids: [id],
                uses: [{}],
            }),
        );
};

const words: Readonly<Record<Grantee["kind"], (name: string) => string>> = {
    account: name => `account ${name}`,
    organisation: name => `organisation ${name}`,
    "organisational-unit": name => `organisational unit ${name}`,
    everybody: () => "everybody (it is public)",
};

const sharesOf = (
    imageId: string,
    grantees: readonly Grantee[],
    { usageReport }: ReferenceFacts,
    lastLaunched: Instant | undefined,
): readonly ObservedUser[] => {
    const launched =
        lastLaunched === undefined ? "no launch is on record" : `last launched ${renderInstant(lastLaunched)}`;
    return grantees.map(
        (grantee): ObservedUser => ({
            kind: "launch-permission",
            subject: grantee.name === "" ? grantee.kind : grantee.name,
            // As aws.ec2.AmiLaunchPermission names its rows.
            ids: [`${imageId}-launch-permission-${grantee.name === "" ? "all" : grantee.name}`],
            uses: [{}],
            fact: `it is shared with ${words[grantee.kind](grantee.name)}; ${launched}${reported(grantee, usageReport)}`,
            launches: true,
        }),
    );
};

const reported = (grantee: Grantee, reading: Reading<UsageReport | undefined>): string => {
    if (reading.is === "unknown") return `; usage reports could not be read (${reading.because})`;
    if (reading.value === undefined) return "; no usage report exists";
    const uses = reading.value.uses.filter(use => grantee.kind !== "account" || use.account === grantee.name);
    const counted = uses.map(use => `${use.count} ${use.resourceType} in ${use.account}`).join(", ");
    return `; the usage report of ${renderInstant(reading.value.created)} counts ${counted === "" ? "nothing" : counted}`;
};
