import { type ReportPolicy, readReportPolicy, type Site } from '@/lib/exchange'

const known = new WeakMap<Site, Map<string, Promise<ReportPolicy>>>()

/** Read once for each moment of the site and each server: another moment is another object. */
export function knownReportPolicy(site: Site, server: string): Promise<ReportPolicy> {
  const servers = known.get(site) ?? new Map<string, Promise<ReportPolicy>>()
  known.set(site, servers)
  const asked = servers.get(server) ?? readReportPolicy(site, server)
  servers.set(server, asked)
  asked.catch(() => servers.delete(server))
  return asked
}
