import { tableOf } from "../world";

export interface ImageRecipeRow {
    readonly account: string;
    readonly arn: string;
    readonly name: string;
    readonly version: string;
    readonly parentImage: string;
    readonly dateCreated: string;
    readonly tags: Readonly<Record<string, string>>;
    /** Any further member of ImageRecipe, as it was given. */
    readonly members: Readonly<Record<string, unknown>>;
}

export interface ContainerRecipeRow {
    readonly account: string;
    readonly arn: string;
    readonly name: string;
    readonly version: string;
    readonly parentImage: string;
    readonly instanceConfiguration?: { readonly image?: string | undefined; readonly [member: string]: unknown };
    readonly dateCreated: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly members: Readonly<Record<string, unknown>>;
}

/** A partition is a region; a row's id is its ARN. */
export const imageRecipes = tableOf<ImageRecipeRow>("imagebuilder image recipes");
export const containerRecipes = tableOf<ContainerRecipeRow>("imagebuilder container recipes");

/** Recipes of a name are told apart by their version; names are written into ARNs in lower case, with hyphens. */
export const recipeArn = (
    kind: "image-recipe" | "container-recipe",
    { account, region }: { readonly account: string; readonly region: string },
    name: string,
    version: string,
): string => `arn:aws:imagebuilder:${region}:${account}:${kind}/${inArn(name)}/${version}`;

export const inArn = (name: string): string => name.toLowerCase().replace(/[ _]/g, "-");
