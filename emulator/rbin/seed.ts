import type { Place, Seed } from "../contract";
import { homeOf } from "../place";
import type { World } from "../world";
import { describeRule } from "./describe";
import { newRule } from "./new-rule";
import { partitionOf, rules } from "./rule";

export const put = (world: World, seed: Seed, now: Date): void => {
    for (const given of seed.rules ?? []) {
        const home = homeOf(given);
        const rule = newRule(home, {
            ResourceType: given.ResourceType,
            RetentionDays: given.RetentionDays,
            ResourceTags: given.ResourceTags ?? [],
            ExcludeResourceTags: given.ExcludeResourceTags ?? [],
        });
        // A rule that is said to be pending is as far from available as one that was made just now.
        const row = given.Status === "pending" ? { ...rule, availableFrom: firstRuleIsAvailable(now) } : rule;
        world.write(rules, partitionOf(home), row.Identifier, row);
    }
};

/** How long the first rule of a resource type in a Region takes to work: the bound that AWS once documented. */
export const firstRuleIsAvailable = (now: Date): Date => new Date(now.getTime() + 30 * 60_000);

export const look = (world: World, place: Required<Place>, now: Date) => ({
    rules: world.rows(rules, partitionOf(place)).map(([, rule]) => describeRule(rule, now)),
});
