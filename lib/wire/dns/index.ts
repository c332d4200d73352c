export { type DnsOptions, type DnsPorts, type DnsServers, openDns } from './open-dns'
