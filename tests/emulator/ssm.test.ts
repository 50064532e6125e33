import assert from "node:assert/strict";
import {
    DeleteParameterCommand,
    DescribeParametersCommand,
    GetParameterCommand,
    GetParametersCommand,
    PutParameterCommand,
    type PutParameterCommandInput,
} from "@aws-sdk/client-ssm";
import { ami, refusal, signed } from "./clients";
import { type Clouds, inClouds } from "./image-users";

const put = ({ ssm }: Clouds, input: Partial<PutParameterCommandInput> = {}) =>
    ssm.send(new PutParameterCommand({ Name: "/golden", Value: ami(1), Type: "String", ...input }));
const get = async ({ ssm }: Clouds, Name: string) => (await ssm.send(new GetParameterCommand({ Name }))).Parameter;

describe("SSM parameters", () => {
    it(
        "are put, overwritten when asked to, got by name, version and ARN, and deleted",
        inClouds({ now: "2026-01-01T00:00:00Z" }, async clouds => {
            assert.equal((await put(clouds, { DataType: "aws:ec2:image" })).Version, 1);
            assert.equal((await refusal(put(clouds))).code, "ParameterAlreadyExists");
            assert.equal((await put(clouds, { Value: ami(2), Overwrite: true })).Version, 2);
            const { LastModifiedDate, ...parameter } = (await get(clouds, "/golden")) ?? {};
            assert.deepEqual(parameter, {
                ARN: "arn:aws:ssm:us-east-1:000000000000:parameter/golden",
                DataType: "aws:ec2:image",
                Name: "/golden",
                Type: "String",
                Value: ami(2),
                Version: 2,
            });
            assert.equal(LastModifiedDate?.toISOString(), "2026-01-01T00:00:00.000Z");
            assert.equal((await get(clouds, "/golden:2"))?.Value, ami(2));
            assert.equal((await get(clouds, parameter.ARN ?? ""))?.Value, ami(2));
            await clouds.ssm.send(new DeleteParameterCommand({ Name: "/golden" }));
            assert.deepEqual(await refusal(get(clouds, "/golden")), {
                code: "ParameterNotFound",
                status: 400,
                message: "Parameter /golden not found.",
            });
        }),
    );

    it(
        "of the type of an image must hold an image id",
        inClouds({}, async clouds => {
            const put1 = put(clouds, { Value: "web", DataType: "aws:ec2:image" });
            assert.equal((await refusal(put1)).code, "ValidationException");
            const put2 = put(clouds, { Type: undefined });
            assert.equal((await refusal(put2)).code, "ValidationException");
        }),
    );

    it(
        "are listed without values, filtered and paged; several are got at once, those missing named",
        inClouds(
            {
                pageSize: 2,
                seed: {
                    parameters: [
                        { Name: "/a/1", Value: ami(1) },
                        { Name: "/a/2", Value: "text" },
                        { Name: "/b/1", Value: ami(2) },
                    ],
                },
            },
            async ({ ssm }) => {
                const listed = async (input: object) => {
                    const { Parameters = [], NextToken } = await ssm.send(new DescribeParametersCommand(input));
                    return { names: Parameters.map(row => row.Name), NextToken };
                };
                const first = await listed({});
                assert.deepEqual(first.names, ["/a/1", "/a/2"]);
                assert.deepEqual(await listed({ NextToken: first.NextToken }), {
                    names: ["/b/1"],
                    NextToken: undefined,
                });
                const filter = (Key: string, Option: string, ...Values: string[]) =>
                    listed({ ParameterFilters: [{ Key, Option, Values }] });
                assert.deepEqual((await filter("Name", "BeginsWith", "/b")).names, ["/b/1"]);
                assert.deepEqual((await filter("DataType", "Equals", "aws:ec2:image")).names, ["/a/1", "/b/1"]);
                assert.equal((await refusal(filter("Colour", "Equals", "x"))).code, "InvalidFilterKey");
                assert.equal((await refusal(filter("Name", "Like", "x"))).code, "InvalidFilterOption");
                assert.equal((await refusal(listed({ NextToken: "x" }))).code, "InvalidNextToken");
                const got = await ssm.send(new GetParametersCommand({ Names: ["/a/1", "/none"] }));
                assert.deepEqual([got.Parameters?.map(row => row.Value), got.InvalidParameters], [[ami(1)], ["/none"]]);
            },
        ),
    );

    it(
        "are answered in JSON 1.1, errors too",
        inClouds({ seed: { parameters: [{ Name: "p", Value: "v" }] } }, async clouds => {
            const { emulator } = clouds;
            const call = (target: string, body: string) =>
                signed(emulator, "ssm", {
                    body,
                    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
                });
            const answer = await call("AmazonSSM.GetParameters", '{"Names":["p"]}');
            assert.equal(answer.headers.get("content-type"), "application/x-amz-json-1.1");
            assert.equal(JSON.parse(answer.body).Parameters[0].Value, "v");
            assert.deepEqual(JSON.parse((await call("AmazonSSM.SendCommand", "{}")).body), {
                __type: "UnknownOperationException",
                message: "There is no operation SendCommand",
            });
            assert.match((await call("AmazonSSM.GetParameter", "{}")).body, /"__type":"ValidationException".*'Name'/);
            assert.match((await call("AmazonSSM.GetParameter", "[")).body, /"__type":"SerializationException"/);
            emulator.deny("ssm:GetParameter");
            const denied = await refusal(get(clouds, "p"));
            assert.deepEqual([denied.code, denied.status], ["AccessDeniedException", 400]);
        }),
    );
});
