import fc from "fast-check";
import type { Grantee } from "../../../../provider/aws/image-references/facts";
import type { Launcher, TemplateVersion } from "../../../../provider/aws/launches/facts";
import { optional } from "./seldom";
import type { SimulatedWorld } from "./simulated-world";
import { imageId, otherAccount, otherImageId } from "./worlds";

const launcher = (kind: Launcher["kind"]) =>
    fc
        .record({
            name: fc.constantFrom("web", "job"),
            templates: fc.subarray([{ id: "lt-1" }, { name: "batch", version: "$Latest" }]),
            imageIds: fc.subarray([imageId, otherImageId]),
        })
        .map((members): Launcher => ({ kind, ...members }));

const templateVersion: fc.Arbitrary<TemplateVersion> = fc.record({
    templateId: fc.constantFrom("lt-1", "lt-2"),
    templateName: fc.constantFrom("front", "batch"),
    version: fc.integer({ min: 1, max: 4 }),
    isDefault: fc.boolean(),
    isLatest: fc.boolean(),
    imageId: fc.constantFrom(imageId, otherImageId, "resolve:ssm:/web"),
});

const few = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> => fc.array(each, { maxLength: 2 });
const recipe = "arn:aws:imagebuilder:eu-central-1:111122223333:image-recipe/web/1.0.0";

export const nobody = {
    groups: [],
    fleets: [],
    spotFleets: [],
    launchConfigurations: [],
    templateVersions: [],
    references: [],
    builtRecipes: [],
    grantees: [],
};
type Users = Pick<SimulatedWorld, keyof typeof nobody>;

/** At most some of all these at once. */
export const users: fc.Arbitrary<Users> = fc.oneof(
    { weight: 3, arbitrary: fc.constant(nobody) },
    {
        weight: 1,
        arbitrary: optional<Users>({
            groups: few(launcher("auto-scaling-group")),
            fleets: few(launcher("ec2-fleet")),
            spotFleets: few(launcher("spot-fleet")),
            launchConfigurations: few(fc.record({ name: fc.constant("lc"), imageId: fc.constant(imageId) })),
            templateVersions: few(templateVersion),
            references: fc.subarray([
                { type: "ec2:Instance", arn: "arn:aws:ec2:eu-central-1:111122223333:instance/i-0000000a" },
                { type: "ec2:LaunchTemplate", arn: "arn:aws:ec2:eu-central-1:111122223333:launch-template/lt-1" },
                { type: "ssm:Parameter", arn: "arn:aws:ssm:eu-central-1:111122223333:parameter/web" },
                { type: "imagebuilder:ImageRecipe", arn: recipe },
            ]),
            builtRecipes: fc.subarray([recipe]),
            grantees: fc.subarray<Grantee>([
                { kind: "account", name: otherAccount },
                { kind: "everybody", name: "" },
            ]),
        }).map(some => ({ ...nobody, ...some })),
    },
);
