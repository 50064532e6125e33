import type { EC2ClientConfig } from "@aws-sdk/client-ec2";
import type { Connection } from "./configuration";

export type Credentials = NonNullable<EC2ClientConfig["credentials"]>;

/** The caller's credentials, as the connection says; nothing for the SDK's default chain, which each client has built in. */
export const credentialsFor = async (connection: Connection): Promise<{ credentials?: Credentials }> => {
    const { accessKey, secretKey, token, profile, region, assumedRoles, endpoints } = connection;
    const own =
        accessKey !== undefined && secretKey !== undefined
            ? {
                  accessKeyId: accessKey,
                  secretAccessKey: secretKey,
                  ...(token === undefined ? {} : { sessionToken: token }),
              }
            : undefined;
    if (assumedRoles.length === 0) return own === undefined ? {} : { credentials: async () => own };

    const { fromNodeProviderChain, fromTemporaryCredentials } = await import("@aws-sdk/credential-providers");
    const base = own ?? fromNodeProviderChain(profile === undefined ? {} : { profile });
    const clientConfig = {
        ...(region === undefined ? {} : { region }),
        ...(endpoints.sts === undefined ? {} : { endpoint: endpoints.sts }),
    };
    // Each role is assumed with the credentials of the one before it.
    const credentials = assumedRoles.reduce<Parameters<typeof fromTemporaryCredentials>[0]["masterCredentials"]>(
        (masterCredentials, role) =>
            fromTemporaryCredentials({
                ...(masterCredentials === undefined ? {} : { masterCredentials }),
                params: {
                    RoleArn: role.roleArn,
                    RoleSessionName: role.sessionName ?? "pulumi-retire",
                    ...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
                    ...(role.policy === undefined ? {} : { Policy: role.policy }),
                    ...(role.durationSeconds === undefined ? {} : { DurationSeconds: role.durationSeconds }),
                },
                clientConfig,
            }),
        base,
    );
    return { credentials: credentials as Credentials };
};
