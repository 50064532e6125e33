import assert from "node:assert/strict";
import {
    CreateContainerRecipeCommand,
    CreateImagePipelineCommand,
    CreateImageRecipeCommand,
    GetContainerRecipeCommand,
    GetImagePipelineCommand,
    GetImageRecipeCommand,
    ListContainerRecipesCommand,
    ListImagePipelinesCommand,
    ListImageRecipesCommand,
    UpdateImagePipelineCommand,
} from "@aws-sdk/client-imagebuilder";
import { ami, refusal, signed } from "./clients";
import { type Clouds, inClouds, recipeArn } from "./image-users";

const infrastructureConfigurationArn = "arn:aws:imagebuilder:us-east-1:000000000000:infrastructure-configuration/i";
const base = { name: "Base Image", semanticVersion: "1.0.0", parentImage: ami(1) };
const makeRecipe = ({ imageBuilder }: Clouds) => imageBuilder.send(new CreateImageRecipeCommand(base));
const pipelines = async ({ imageBuilder }: Clouds, name: string, ...values: string[]) =>
    (
        (await imageBuilder.send(new ListImagePipelinesCommand({ filters: [{ name, values }] }))).imagePipelineList ??
        []
    ).map(row => row.name);

describe("Image Builder", () => {
    it(
        "keeps a version of a recipe as it was made",
        inClouds({}, async clouds => {
            const { imageBuilder } = clouds;
            const { imageRecipeArn = "" } = await makeRecipe(clouds);
            assert.equal(imageRecipeArn, recipeArn("image", "base-image"));
            assert.equal((await refusal(makeRecipe(clouds))).code, "ResourceAlreadyExistsException");
            const { imageRecipe } = await imageBuilder.send(new GetImageRecipeCommand({ imageRecipeArn }));
            assert.deepEqual(
                [imageRecipe?.name, imageRecipe?.parentImage, imageRecipe?.version],
                ["Base Image", ami(1), "1.0.0"],
            );
            const missing = imageBuilder.send(new GetImageRecipeCommand({ imageRecipeArn: recipeArn("image", "x") }));
            assert.deepEqual(
                [(await refusal(missing)).code, (await refusal(missing)).status],
                ["ResourceNotFoundException", 404],
            );
        }),
    );

    it(
        "tells the image that a container is built on",
        inClouds({}, async ({ imageBuilder }) => {
            const { containerRecipeArn = "" } = await imageBuilder.send(
                new CreateContainerRecipeCommand({
                    name: "box",
                    semanticVersion: "1.0.0",
                    containerType: "DOCKER",
                    parentImage: "amazonlinux",
                    targetRepository: { service: "ECR", repositoryName: "box" },
                    instanceConfiguration: { image: ami(1) },
                }),
            );
            const { containerRecipe } = await imageBuilder.send(new GetContainerRecipeCommand({ containerRecipeArn }));
            assert.equal(containerRecipe?.instanceConfiguration?.image, ami(1));
            const listed = await imageBuilder.send(new ListContainerRecipesCommand({ owner: "Self" }));
            assert.deepEqual(
                listed.containerRecipeSummaryList?.map(row => [row.arn, row.instanceImage]),
                [[containerRecipeArn, ami(1)]],
            );
        }),
    );

    it(
        "makes, disables and finds pipelines by what they build from",
        inClouds({}, async clouds => {
            const { imageBuilder } = clouds;
            const { imageRecipeArn = "" } = await makeRecipe(clouds);
            const input = { name: "nightly", imageRecipeArn, infrastructureConfigurationArn };
            const { imagePipelineArn = "" } = await imageBuilder.send(new CreateImagePipelineCommand(input));
            assert.deepEqual(await pipelines(clouds, "imageRecipeArn", imageRecipeArn), ["nightly"]);
            assert.deepEqual(await pipelines(clouds, "status", "ENABLED"), ["nightly"]);
            await imageBuilder.send(
                new UpdateImagePipelineCommand({
                    imagePipelineArn,
                    imageRecipeArn,
                    infrastructureConfigurationArn,
                    status: "DISABLED",
                }),
            );
            assert.deepEqual(await pipelines(clouds, "status", "ENABLED"), []);
            const { imagePipeline } = await imageBuilder.send(new GetImagePipelineCommand({ imagePipelineArn }));
            assert.deepEqual([imagePipeline?.status, imagePipeline?.imageRecipeArn], ["DISABLED", imageRecipeArn]);
            const codeOf = async (change: object) =>
                (await refusal(imageBuilder.send(new CreateImagePipelineCommand({ ...input, ...change })))).code;
            assert.equal(await codeOf({}), "ResourceAlreadyExistsException");
            assert.equal(await codeOf({ name: "b", imageRecipeArn: undefined }), "InvalidParameterValueException");
            assert.equal(
                await codeOf({ name: "b", imageRecipeArn: recipeArn("image", "x") }),
                "ResourceNotFoundException",
            );
            assert.equal((await refusal(pipelines(clouds, "colour", "x"))).code, "InvalidParameterValueException");
        }),
    );

    it(
        "pages its lists, and shows each account its own",
        inClouds(
            {
                pageSize: 1,
                seed: {
                    imageRecipes: [
                        { name: "a", parentImage: ami(1) },
                        { name: "b", parentImage: ami(2) },
                        { name: "c", parentImage: ami(1), account: "111122223333" },
                    ],
                },
            },
            async ({ imageBuilder }) => {
                const first = await imageBuilder.send(new ListImageRecipesCommand({}));
                const { nextToken } = first;
                const second = await imageBuilder.send(new ListImageRecipesCommand({ nextToken }));
                assert.deepEqual(
                    [first, second].map(page => page.imageRecipeSummaryList?.map(row => row.name)),
                    [["a"], ["b"]],
                );
                assert.equal(second.nextToken, undefined);
                const wrong = imageBuilder.send(new ListImageRecipesCommand({ nextToken: "x" }));
                assert.equal((await refusal(wrong)).code, "InvalidPaginationTokenException");
            },
        ),
    );

    it(
        "refuses in its own words",
        inClouds({}, async clouds => {
            const { emulator } = clouds;
            emulator.deny("imagebuilder:ListImagePipelines");
            const denied = await refusal(pipelines(clouds, "name", "x"));
            assert.deepEqual([denied.code, denied.status], ["AccessDeniedException", 403]);
            const unknown = await signed(emulator, "imagebuilder", { method: "PUT", path: "/CreateImage" });
            assert.deepEqual(
                [unknown.status, unknown.headers.get("x-amzn-errortype")],
                [404, "UnknownOperationException"],
            );
        }),
    );
});
