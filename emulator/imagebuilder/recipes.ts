import { z } from "zod";
import { ownRows } from "../owned";
import type { Call } from "../service";
import type { Table } from "../world";
import { alreadyExists, invalid, notFound } from "./errors";
import { listed, listing } from "./listing";
import { operation } from "./operation";
import { type ContainerRecipeRow, containerRecipes, type ImageRecipeRow, imageRecipes, recipeArn } from "./recipe";

const newRecipe = {
    name: z.string().min(1).max(128),
    semanticVersion: z.string().regex(/^\d+\.\d+\.\d+$/),
    parentImage: z.string().min(1).max(1024),
    tags: z.record(z.string(), z.string()).optional(),
    clientToken: z.string().optional(),
};

/** Writes a recipe that does not exist yet; a version of a recipe is never changed. */
const add = <Row extends { readonly arn: string }>(call: Call<unknown>, table: Table<Row>, row: Row): void => {
    if (call.world.row(table, call.caller.region, row.arn) !== undefined) {
        throw alreadyExists(row.arn);
    }
    call.world.write(table, call.caller.region, row.arn, row);
};

export const createImageRecipe = operation(true, z.looseObject(newRecipe), call => {
    const { name, semanticVersion: version, parentImage, tags = {}, clientToken, ...members } = call.input;
    const arn = recipeArn("image-recipe", call.caller, name, version);
    add<ImageRecipeRow>(call, imageRecipes, {
        account: call.caller.account,
        arn,
        name,
        version,
        parentImage,
        tags,
        dateCreated: call.now.toISOString(),
        members,
    });
    return { requestId: "", clientToken, imageRecipeArn: arn };
});

export const createContainerRecipe = operation(
    true,
    z.looseObject({
        ...newRecipe,
        containerType: z.enum(["DOCKER"]),
        targetRepository: z.looseObject({}),
        instanceConfiguration: z.looseObject({ image: z.string().optional() }).optional(),
    }),
    call => {
        const {
            name,
            semanticVersion: version,
            parentImage,
            tags = {},
            instanceConfiguration,
            clientToken,
            ...members
        } = call.input;
        const arn = recipeArn("container-recipe", call.caller, name, version);
        add<ContainerRecipeRow>(call, containerRecipes, {
            account: call.caller.account,
            arn,
            name,
            version,
            parentImage,
            tags,
            dateCreated: call.now.toISOString(),
            members,
            ...(instanceConfiguration === undefined ? {} : { instanceConfiguration }),
        });
        return { requestId: "", clientToken, containerRecipeArn: arn };
    },
);

/** A recipe as it is got. */
const described = <Row extends ImageRecipeRow | ContainerRecipeRow>({ account, members, ...row }: Row) => ({
    platform: "Linux",
    owner: account,
    components: [],
    ...members,
    ...row,
});

const find = <Row>(call: Call<unknown>, table: Table<Row>, arn: string): Row => {
    const row = call.world.row(table, call.caller.region, arn);
    if (row === undefined || !arn.includes(`:${call.caller.account}:`)) {
        throw notFound(arn);
    }
    return row;
};

export const getImageRecipe = operation(false, z.object({ imageRecipeArn: z.string() }), call => ({
    requestId: "",
    imageRecipe: described(find(call, imageRecipes, call.input.imageRecipeArn)),
}));

export const getContainerRecipe = operation(false, z.object({ containerRecipeArn: z.string() }), call => ({
    requestId: "",
    containerRecipe: described(find(call, containerRecipes, call.input.containerRecipeArn)),
}));

const recipeListing = z.object({
    ...listing,
    owner: z.enum(["Self", "Shared", "Amazon", "ThirdParty", "AWSMarketplace"]).optional(),
});

const ownOnly = <Row>(owner: string | undefined, rows: readonly Row[]): readonly Row[] =>
    owner === undefined || owner === "Self" ? rows : [];

export const listImageRecipes = operation(false, recipeListing, call => {
    const own = ownOnly(call.input.owner, ownRows(call, imageRecipes)).map(described);
    const { items, nextToken } = listed(call, own, ["name", "parentImage", "platform"]);
    const imageRecipeSummaryList = items.map(({ arn, name, platform, owner, parentImage, dateCreated, tags }) => ({
        arn,
        name,
        platform,
        owner,
        parentImage,
        dateCreated,
        tags,
    }));
    return { requestId: "", imageRecipeSummaryList, nextToken };
});

export const listContainerRecipes = operation(false, recipeListing, call => {
    const own = ownOnly(call.input.owner, ownRows(call, containerRecipes)).map(row => ({
        containerType: "DOCKER",
        ...described(row),
    }));
    const { items, nextToken } = listed(call, own, ["containerType", "name", "parentImage", "platform"]);
    const containerRecipeSummaryList = items.map(
        ({ arn, name, platform, owner, parentImage, dateCreated, tags, containerType, instanceConfiguration }) => ({
            arn,
            containerType,
            name,
            platform,
            owner,
            parentImage,
            dateCreated,
            instanceImage: instanceConfiguration?.image,
            tags,
        }),
    );
    return { requestId: "", containerRecipeSummaryList, nextToken };
});

/** Refuses what a pipeline is said to build from when it is not exactly one recipe that exists. */
export const checkRecipe = (
    call: Call<unknown>,
    { imageRecipeArn, containerRecipeArn }: { imageRecipeArn?: string; containerRecipeArn?: string },
): void => {
    if ((imageRecipeArn === undefined) === (containerRecipeArn === undefined)) {
        throw invalid("Exactly one of imageRecipeArn and containerRecipeArn must be specified");
    }
    if (imageRecipeArn !== undefined) {
        find(call, imageRecipes, imageRecipeArn);
    }
    if (containerRecipeArn !== undefined) {
        find(call, containerRecipes, containerRecipeArn);
    }
};
