/** How a user lets go, where moving it to another image is not the word for it. */
const words: Readonly<Record<string, string>> = {
    "launch-permission": "take the launch permission back (ec2:ModifyImageAttribute)",
    "ssm-parameter": "let the parameter lead to another image",
    "launch-template": "make another version the template's latest and default",
    "image-builder-recipe": "disable the pipeline, or give it another recipe",
};

/** How a user of an image lets go. */
export const letGo = (kind: string): string => words[kind] ?? "move it to another image";
