import type { Caller } from "./service";
import type { Table, World } from "./world";

/** Rows of a table whose partition is a region: they say whose they are, since other accounts' use of an image is asked for too. */
export interface Owned {
    readonly account: string;
}

interface Asker {
    readonly world: World;
    readonly caller: Pick<Caller, "account" | "region">;
}

export const rowsOf = <Row extends Owned>(
    world: World,
    table: Table<Row>,
    { account, region }: { readonly account: string; readonly region: string },
): readonly Row[] =>
    world
        .rows(table, region)
        .map(([, row]) => row)
        .filter(row => row.account === account);

export const ownRows = <Row extends Owned>({ world, caller }: Asker, table: Table<Row>): readonly Row[] =>
    rowsOf(world, table, caller);

/** Two accounts may use the same name in one region: such ids carry the account. */
export const keyOf = ({ account }: Owned, name: string): string => `${account} ${name}`;
