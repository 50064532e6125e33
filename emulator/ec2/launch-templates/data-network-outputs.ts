import { flag, list, number, struct, text } from "../../protocols/shape";
import { InstanceIpv6Address, PrivateIpAddressSpecification } from "../instances/instance-inputs";

/** A launch template version's network interfaces as they are answered, from EC2's API model (2016-11-15) as @aws-sdk/client-ec2 3.1169.0 carries it. */
export const Ipv4PrefixSpecificationResponse = {
    Ipv4Prefix: text(),
};

export const Ipv6PrefixSpecificationResponse = {
    Ipv6Prefix: text(),
};

export const LaunchTemplateEnaSrdUdpSpecification = {
    EnaSrdUdpEnabled: flag(),
};

export const LaunchTemplateEnaSrdSpecification = {
    EnaSrdEnabled: flag(),
    EnaSrdUdpSpecification: struct(LaunchTemplateEnaSrdUdpSpecification),
};

export const ConnectionTrackingSpecification = {
    TcpEstablishedTimeout: number(),
    UdpTimeout: number(),
    UdpStreamTimeout: number(),
};

export const LaunchTemplateInstanceNetworkInterfaceSpecification = {
    AssociateCarrierIpAddress: flag(),
    AssociatePublicIpAddress: flag(),
    DeleteOnTermination: flag(),
    Description: text(),
    DeviceIndex: number(),
    Groups: list(text(), "groupSet"),
    InterfaceType: text(),
    Ipv6AddressCount: number(),
    Ipv6Addresses: list(struct(InstanceIpv6Address), "ipv6AddressesSet"),
    NetworkInterfaceId: text(),
    PrivateIpAddress: text(),
    PrivateIpAddresses: list(struct(PrivateIpAddressSpecification), "privateIpAddressesSet"),
    SecondaryPrivateIpAddressCount: number(),
    SubnetId: text(),
    NetworkCardIndex: number(),
    Ipv4Prefixes: list(struct(Ipv4PrefixSpecificationResponse), "ipv4PrefixSet"),
    Ipv4PrefixCount: number(),
    Ipv6Prefixes: list(struct(Ipv6PrefixSpecificationResponse), "ipv6PrefixSet"),
    Ipv6PrefixCount: number(),
    PrimaryIpv6: flag(),
    EnaSrdSpecification: struct(LaunchTemplateEnaSrdSpecification),
    ConnectionTrackingSpecification: struct(ConnectionTrackingSpecification),
    EnaQueueCount: number(),
};
