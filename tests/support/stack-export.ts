/** What `pulumi stack export` prints, as far as tests look at it. */
export interface StackExport {
    readonly version: number;
    readonly deployment: {
        readonly resources?: readonly Row[];
        readonly pending_operations?: readonly { readonly type: string; readonly resource: Row }[];
    };
}

/** A row of Pulumi's state. */
export interface Row {
    readonly urn: string;
    readonly type: string;
    readonly custom: boolean;
    readonly id?: string;
    readonly inputs?: Properties;
    readonly outputs?: Properties;
    readonly parent?: string;
    readonly provider?: string;
    readonly dependencies?: readonly string[];
    readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
    readonly protect?: boolean;
    readonly external?: boolean;
    readonly retainOnDelete?: boolean;
    readonly deletedWith?: string;
    /** Already replaced, or its delete has failed: to be deleted by the next run. */
    readonly delete?: boolean;
    readonly created?: string;
    readonly modified?: string;
}

export type Properties = Readonly<Record<string, unknown>>;
