import type { Place, Seed } from "../contract";
import { rowsOf } from "../owned";
import { homeOf } from "../place";
import type { World } from "../world";
import { describedPipeline, pipelineArn, pipelines } from "./pipeline";
import { containerRecipes, imageRecipes, recipeArn } from "./recipe";

const parent = "arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/x.x.x";

export const put = (world: World, seed: Seed, now: Date): void => {
    const dateCreated = now.toISOString();
    for (const given of seed.imageRecipes ?? []) {
        const { account, region, name, version = "1.0.0", parentImage, ...members } = given;
        const home = homeOf(given);
        const arn = recipeArn("image-recipe", home, name, version);
        const row = { account: home.account, arn, name, version, parentImage, dateCreated, tags: {}, members };
        world.write(imageRecipes, home.region, arn, row);
    }
    for (const given of seed.containerRecipes ?? []) {
        const { account, region, name, version = "1.0.0", instanceConfiguration, ...members } = given;
        const home = homeOf(given);
        const arn = recipeArn("container-recipe", home, name, version);
        world.write(containerRecipes, home.region, arn, {
            account: home.account,
            arn,
            name,
            version,
            parentImage: typeof members.parentImage === "string" ? members.parentImage : parent,
            dateCreated,
            tags: {},
            members,
            ...(instanceConfiguration === undefined ? {} : { instanceConfiguration }),
        });
    }
    for (const given of seed.imagePipelines ?? []) {
        const { account, region, name, status = "ENABLED", imageRecipeArn, containerRecipeArn, ...members } = given;
        const home = homeOf(given);
        const arn = pipelineArn(home, name);
        world.write(pipelines, home.region, arn, {
            account: home.account,
            arn,
            name,
            status,
            dateCreated,
            dateUpdated: dateCreated,
            members,
            ...(imageRecipeArn === undefined ? {} : { imageRecipeArn }),
            ...(containerRecipeArn === undefined ? {} : { containerRecipeArn }),
        });
    }
};

export const look = (world: World, place: Required<Place>) => ({
    imageRecipes: rowsOf(world, imageRecipes, place).map(({ members, ...row }) => ({ ...members, ...row })),
    containerRecipes: rowsOf(world, containerRecipes, place).map(({ members, ...row }) => ({ ...members, ...row })),
    imagePipelines: rowsOf(world, pipelines, place).map(describedPipeline),
});
