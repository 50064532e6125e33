import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import { z } from "zod";
import { CallError, type ErrorTable, type Meaning } from "../../execution/errors";
import type { Reading } from "../../retirement";
import type { AwsCloud } from "../client";
import { callErrorOf } from "../errors";
import { allPages } from "../paging";
import { readingOf } from "../reading";
import type { RetentionRule } from "./forecast";

/*
 * The two Recycle Bin reads, signed here with the signer that the EC2 client brings along: the newest client-rbin that
 * can be had everywhere predates exclusion tags and drops them from GetRule, which would make every forecast too good.
 * https://docs.aws.amazon.com/recyclebin/latest/APIReference/API_GetRule.html
 */

const tag = z.object({ ResourceTagKey: z.string(), ResourceTagValue: z.string().optional() });

const ruleAnswer = z.object({
    Identifier: z.string(),
    Status: z.enum(["pending", "available"]),
    RetentionPeriod: z.object({ RetentionPeriodValue: z.number(), RetentionPeriodUnit: z.literal("DAYS") }),
    ResourceTags: z.array(tag).nullish(),
    ExcludeResourceTags: z.array(tag).nullish(),
});

const listAnswer = z.object({
    Rules: z.array(z.object({ Identifier: z.string() })),
    NextToken: z.string().nullish(),
});

/** https://docs.aws.amazon.com/recyclebin/latest/APIReference/API_GetRule.html#API_GetRule_Errors */
const rbinErrors: ErrorTable = new Map<string, Meaning>([["ResourceNotFoundException", "absent"]]);

export type BinnedType = "EC2_IMAGE" | "EBS_SNAPSHOT";

/** All retention rules for a type of resource in the region. Unknown as a whole when one of them cannot be read. */
export const readRules = (cloud: AwsCloud, type: BinnedType): Promise<Reading<readonly RetentionRule[]>> =>
    readingOf(async () => {
        const listed = await allPages(
            async NextToken =>
                shaped(
                    "rbin:ListRules",
                    listAnswer,
                    await request(cloud, "ListRules", "POST", "/list-rules", { ResourceType: type, NextToken }),
                ),
            page => page.Rules,
            page => page.NextToken ?? undefined,
        );
        const rules = await Promise.all(listed.map(({ Identifier }) => readRule(cloud, Identifier)));
        return rules.filter(rule => rule !== undefined);
    });

/** Undefined for a rule that was deleted between the list and the look. */
const readRule = async (cloud: AwsCloud, id: string): Promise<RetentionRule | undefined> => {
    try {
        const answer = shaped(
            "rbin:GetRule",
            ruleAnswer,
            await request(cloud, "GetRule", "GET", `/rules/${encodeURIComponent(id)}`),
        );
        return {
            id: answer.Identifier,
            status: answer.Status,
            days: answer.RetentionPeriod.RetentionPeriodValue,
            tags: (answer.ResourceTags ?? []).map(matchOf),
            excludeTags: (answer.ExcludeResourceTags ?? []).map(matchOf),
        };
    } catch (error) {
        if (CallError.is(error) && error.meaning === "absent") return undefined;
        throw error;
    }
};

const shaped = <T>(call: string, schema: z.ZodType<T>, answer: unknown): T => {
    const result = schema.safeParse(answer);
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    const message = `${issue?.path.join(".")}: ${issue?.message}`;
    throw new CallError(call, "UnreadableAnswer", "transient", `the answer is not readable: ${message}`);
};

const matchOf = (answer: z.infer<typeof tag>) => ({
    key: answer.ResourceTagKey,
    ...(answer.ResourceTagValue === undefined ? {} : { value: answer.ResourceTagValue }),
});

type Ec2Config = Awaited<ReturnType<AwsCloud["ec2"]>>["client"]["config"];
type RetryStrategyV2 = Extract<Awaited<ReturnType<Ec2Config["retryStrategy"]>>, { recordSuccess: unknown }>;

/** One signed request, tried again as the SDK itself would. */
const request = async (
    cloud: AwsCloud,
    operation: string,
    method: string,
    path: string,
    body?: object,
): Promise<unknown> => {
    const { config } = (await cloud.ec2()).client;
    const retries = (await config.retryStrategy()) as RetryStrategyV2;
    let token = await retries.acquireInitialRetryToken("rbin");
    for (;;) {
        try {
            const answer = await send(cloud, config, method, path, body);
            retries.recordSuccess(token);
            return answer;
        } catch (thrown) {
            const error = callErrorOf(`rbin:${operation}`, thrown, rbinErrors);
            if (error.meaning !== "throttled" && error.meaning !== "transient") throw error;
            const errorType = error.meaning === "throttled" ? "THROTTLING" : "TRANSIENT";
            try {
                token = await retries.refreshRetryTokenForRetry(token, { errorType });
            } catch {
                throw error; // No retries left: what the cloud said last is what counts.
            }
            await new Promise(resolve => setTimeout(resolve, token.getRetryDelay()));
        }
    }
};

const send = async (
    cloud: AwsCloud,
    config: Ec2Config,
    method: string,
    path: string,
    body?: object,
): Promise<unknown> => {
    const endpoint = new URL(await cloud.recycleBinEndpoint());
    const signer = new SignatureV4({
        service: "rbin",
        region: await cloud.region(),
        credentials: config.credentials,
        sha256: config.sha256,
    });
    const text = body === undefined ? undefined : JSON.stringify(body);
    const signed = await signer.sign(
        new HttpRequest({
            protocol: endpoint.protocol,
            hostname: endpoint.hostname,
            ...(endpoint.port === "" ? {} : { port: Number(endpoint.port) }),
            method,
            path: `${endpoint.pathname.replace(/\/$/, "")}${path}`,
            headers: { host: endpoint.host, ...(text === undefined ? {} : { "content-type": "application/json" }) },
            ...(text === undefined ? {} : { body: text }),
        }),
        { signingDate: new Date(Date.now() + config.systemClockOffset) },
    );
    const { response } = await config.requestHandler.handle(signed as HttpRequest);
    cloud.setClock(response.headers.date);
    const answer = Buffer.from(await config.streamCollector(response.body)).toString("utf8");
    if (response.statusCode >= 300) throw errorAnswer(response.statusCode, response.headers, answer);
    return parsed(answer, response.statusCode);
};

const parsed = (answer: string, status: number): unknown => {
    try {
        return JSON.parse(answer);
    } catch (cause) {
        throw Object.assign(unreadable(status, "the answer is not whole JSON"), { cause });
    }
};

/** As the SDK throws it: no fault, and the status beside it. */
const unreadable = (status: number, message: string): Error =>
    Object.assign(new Error(`HTTP ${status}: ${message}`), { $metadata: { httpStatusCode: status } });

/** In the shape of the SDK's own exceptions, so that one translation serves both. */
const errorAnswer = (status: number, headers: Readonly<Record<string, string>>, text: string): Error => {
    const code = headers["x-amzn-errortype"]?.split(":", 1)[0];
    const message = messageOf(text);
    if (code === undefined) return unreadable(status, message);
    return Object.assign(new Error(message), {
        name: code,
        $fault: status >= 500 ? "server" : "client",
        $metadata: { httpStatusCode: status },
    });
};

const messageOf = (text: string): string => {
    try {
        const { message, Message } = JSON.parse(text) as { message?: string; Message?: string };
        return message ?? Message ?? text;
    } catch {
        return text; // Not JSON: the text itself says the most.
    }
};
