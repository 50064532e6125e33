import { flag, instant, list, number, struct, text } from "../../protocols/shape";
import { GroupIdentifier } from "../fleets/spot-fleet-inputs";
import { OperatorResponse } from "../launch-templates/data-outputs";
import { InstanceIpv6Address } from "./instance-inputs";

/** An instance's network interfaces as they are answered, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const InstanceNetworkInterfaceAssociation = {
    CarrierIp: text(),
    CustomerOwnedIp: text(),
    IpOwnerId: text(),
    PublicDnsName: text(),
    PublicIp: text(),
};

export const InstanceAttachmentEnaSrdUdpSpecification = {
    EnaSrdUdpEnabled: flag(),
};

export const InstanceAttachmentEnaSrdSpecification = {
    EnaSrdEnabled: flag(),
    EnaSrdUdpSpecification: struct(InstanceAttachmentEnaSrdUdpSpecification),
};

export const InstanceNetworkInterfaceAttachment = {
    AttachTime: instant(),
    AttachmentId: text(),
    DeleteOnTermination: flag(),
    DeviceIndex: number(),
    Status: text(),
    NetworkCardIndex: number(),
    EnaSrdSpecification: struct(InstanceAttachmentEnaSrdSpecification),
    EnaQueueCount: number(),
};

export const InstancePrivateIpAddress = {
    Association: struct(InstanceNetworkInterfaceAssociation),
    Primary: flag(),
    PrivateDnsName: text(),
    PrivateIpAddress: text(),
};

export const InstanceIpv4Prefix = {
    Ipv4Prefix: text(),
};

export const InstanceIpv6Prefix = {
    Ipv6Prefix: text(),
};

export const ConnectionTrackingSpecificationResponse = {
    TcpEstablishedTimeout: number(),
    UdpStreamTimeout: number(),
    UdpTimeout: number(),
};

export const InstanceNetworkInterface = {
    Association: struct(InstanceNetworkInterfaceAssociation),
    Attachment: struct(InstanceNetworkInterfaceAttachment),
    Description: text(),
    Groups: list(struct(GroupIdentifier), "groupSet"),
    Ipv6Addresses: list(struct(InstanceIpv6Address), "ipv6AddressesSet"),
    MacAddress: text(),
    NetworkInterfaceId: text(),
    OwnerId: text(),
    PrivateDnsName: text(),
    PrivateIpAddress: text(),
    PrivateIpAddresses: list(struct(InstancePrivateIpAddress), "privateIpAddressesSet"),
    SourceDestCheck: flag(),
    Status: text(),
    SubnetId: text(),
    VpcId: text(),
    InterfaceType: text(),
    Ipv4Prefixes: list(struct(InstanceIpv4Prefix), "ipv4PrefixSet"),
    Ipv6Prefixes: list(struct(InstanceIpv6Prefix), "ipv6PrefixSet"),
    ConnectionTrackingConfiguration: struct(ConnectionTrackingSpecificationResponse),
    Operator: struct(OperatorResponse),
};
