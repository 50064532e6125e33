import { asked } from "../../../asked";
import type { AwsCloud } from "../../../client";
import { allPages } from "../../../paging";
import type { TargetFacts } from "../facts";

/**
 * Rules that start tasks. A target that runs a task carries the cluster as its ARN, and there is no other way back from a
 * cluster to its rules. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRuleNamesByTarget.html
 */
export const readRuleTargets = async (
    cloud: AwsCloud,
    clusters: readonly string[],
): Promise<readonly TargetFacts[]> => {
    const { sdk, client } = await cloud.eventBridge();
    const buses = await asked("events:ListEventBuses", () =>
        allPages(
            NextToken => client.send(new sdk.ListEventBusesCommand({ NextToken })),
            page => page.EventBuses,
            page => page.NextToken,
        ),
    );
    const targets: TargetFacts[] = [];
    for (const EventBusName of buses.flatMap(({ Name }) => Name ?? [])) {
        const names = new Set<string>();
        for (const TargetArn of clusters) {
            const found = await asked("events:ListRuleNamesByTarget", () =>
                allPages(
                    NextToken =>
                        client.send(new sdk.ListRuleNamesByTargetCommand({ TargetArn, EventBusName, NextToken })),
                    page => page.RuleNames,
                    page => page.NextToken,
                ),
            );
            for (const name of found) names.add(name);
        }
        for (const name of names) targets.push(...(await targetsOf(cloud, EventBusName, name)));
    }
    return targets;
};

const targetsOf = async (cloud: AwsCloud, EventBusName: string, name: string): Promise<readonly TargetFacts[]> => {
    const { sdk, client } = await cloud.eventBridge();
    const found = await asked("events:ListTargetsByRule", () =>
        allPages(
            NextToken => client.send(new sdk.ListTargetsByRuleCommand({ Rule: name, EventBusName, NextToken })),
            page => page.Targets,
            page => page.NextToken,
        ),
    );
    const starting = found.filter(({ EcsParameters }) => EcsParameters?.TaskDefinitionArn !== undefined);
    if (starting.length === 0) return [];
    const rule = await asked("events:DescribeRule", () =>
        client.send(new sdk.DescribeRuleCommand({ Name: name, EventBusName })),
    );
    const shown = EventBusName === "default" ? name : `${EventBusName}/${name}`;
    return starting.map(target => ({
        kind: "rule-target",
        arn: rule.Arn ?? name,
        name: shown,
        // As aws.cloudwatch.EventTarget names its rows.
        ids: EventBusName === "default" ? [`${name}-${target.Id}`] : [`${EventBusName}-${name}-${target.Id}`],
        taskDefinition: target.EcsParameters?.TaskDefinitionArn ?? "",
        // Whatever ECS may call it in times to come: only a rule that is switched off starts nothing.
        isEnabled: rule.State !== "DISABLED",
    }));
};
