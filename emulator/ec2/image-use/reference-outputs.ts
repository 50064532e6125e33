import { list, struct, text } from "../../protocols/shape";

/** What DescribeImageReferences answers, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const ImageReference = {
    ImageId: text(),
    ResourceType: text(),
    Arn: text(),
};

export const DescribeImageReferencesResult = {
    NextToken: text(),
    ImageReferences: list(struct(ImageReference), "imageReferenceSet"),
};
