export interface PulumiCli {
    /** Absolute path of the command. */
    readonly command: string;
    readonly version: string;
    readonly from: "PULUMI_CLI" | "PATH" | "cache" | "installed" | "built";
    readonly directory: string;
}

export function findPulumi(options?: { readonly say?: (line: string) => void }): Promise<PulumiCli>;

export function privateEnvironment(options: {
    /** Becomes PULUMI_HOME. */
    readonly home: string;
    /** A directory, or a backend's URL. */
    readonly backend: string;
    readonly passphrase?: string;
    /** What else is passed on, but for its PULUMI_ variables. @default process.env */
    readonly base?: Readonly<Record<string, string | undefined>>;
}): Record<string, string>;
