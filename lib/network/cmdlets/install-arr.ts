import { type Server, server } from '@/lib/essentials'
import type { Site, Stored } from '@/lib/exchange'
import {
  boolean,
  type Cmdlet,
  cmdlet,
  command,
  enumeration,
  mandatory,
  ok,
  type Result,
  refuse,
} from '@/lib/shell'
import { proxyConfiguration, proxyName } from '../reverse-proxy'
import { readWorld, serverOf } from '../world'
import { openProxy } from './open-proxy'

/**
 * What an installer does on the Essentials server, as commands: on the real one it is the Web Platform Installer
 * and a downloaded update, so these names are ours.
 */
async function openEssentials(site: Site): Promise<Result<Stored<Server>>> {
  const found = serverOf(await readWorld(site), 'essentials')
  return found ? ok(found) : refuse('ObjectNotFound', 'ServerNotFound', 'There is no Essentials server yet.')
}

/** The installer of ARR restarts the web server and leaves Remote Desktop Gateway stopped. */
async function stopGateway(site: Site, one: Stored<Server>): Promise<boolean> {
  const { TSGateway, ...others } = one.properties.services
  if (TSGateway?.state !== 'Running') return false
  const services = { ...others, TSGateway: { ...TSGateway, state: 'Stopped' as const } }
  await site.store.update(server, one, { services })
  return true
}

const install = cmdlet<Site>()({
  name: 'Install-ApplicationRequestRouting',
  synopsis: 'Installs Application Request Routing 2.5 and the URL Rewrite module on the Essentials server.',
  parameters: { UrlRewrite: boolean },
  async run({ UrlRewrite = true }, site) {
    const essentials = await openEssentials(site)
    if (!essentials.ok) return essentials
    const before = await site.store.find(proxyConfiguration, proxyName)
    if (before && (before.properties.urlRewrite || !UrlRewrite))
      return refuse('ResourceExists', 'ArrInstalled', 'Application Request Routing is installed already.')
    await (before
      ? site.store.update(proxyConfiguration, before, { urlRewrite: true })
      : site.store.insert(proxyConfiguration, proxyName, {
          urlRewrite: UrlRewrite,
          updated: false,
          configured: null,
        }))
    const stopped = await stopGateway(site, essentials.value)
    return ok({
      output: [{ Product: 'Application Request Routing 2.5', UrlRewrite, Server: essentials.value.name }],
      warnings: [
        'KB2589179 for ARR 2.5 was not installed. This can be ignored.',
        ...(stopped
          ? ['Remote Desktop Gateway has been stopped. Start it again: Restart-Service TSGateway.']
          : []),
      ],
      undo: before ? undefined : [command('Uninstall-ApplicationRequestRouting')],
    })
  },
})

const uninstall = cmdlet<Site>()({
  name: 'Uninstall-ApplicationRequestRouting',
  synopsis: 'Removes Application Request Routing from the Essentials server, with what ARRConfig has set.',
  parameters: {},
  async run(_, site) {
    const found = await openProxy(site)
    if (!found.ok) return found
    await site.store.remove(proxyConfiguration, found.value)
    const { urlRewrite, updated, configured } = found.value.properties
    if (configured) return ok({})
    const again = command('Install-ApplicationRequestRouting', { UrlRewrite: urlRewrite })
    const update = command('Install-ApplicationRequestRoutingUpdate', { Id: 'KB2732764' })
    return ok({ undo: updated ? [again, update] : [again] })
  },
})

const update = enumeration('String', 'KB2732764')

const installUpdate = cmdlet<Site>()({
  name: 'Install-ApplicationRequestRoutingUpdate',
  synopsis: 'Installs the update KB2732764 for Application Request Routing 2.5.',
  parameters: { Id: mandatory(update, 1) },
  async run({ Id }, site) {
    const found = await openProxy(site)
    if (!found.ok) return found
    if (found.value.properties.updated)
      return refuse('ResourceExists', 'UpdateInstalled', `${Id} is installed already.`, { target: 'Id' })
    await site.store.update(proxyConfiguration, found.value, { updated: true })
    return ok({ undo: [command('Uninstall-ApplicationRequestRoutingUpdate', { Id })] })
  },
})

const uninstallUpdate = cmdlet<Site>()({
  name: 'Uninstall-ApplicationRequestRoutingUpdate',
  synopsis: 'Removes the update KB2732764 for Application Request Routing 2.5.',
  parameters: { Id: mandatory(update, 1) },
  async run({ Id }, site) {
    const found = await openProxy(site)
    if (!found.ok) return found
    if (!found.value.properties.updated)
      return refuse('ObjectNotFound', 'UpdateNotInstalled', `${Id} is not installed.`, { target: 'Id' })
    await site.store.update(proxyConfiguration, found.value, { updated: false })
    return ok({ undo: [command('Install-ApplicationRequestRoutingUpdate', { Id })] })
  },
})

export const installArrCmdlets: readonly Cmdlet<Site>[] = [install, uninstall, installUpdate, uninstallUpdate]
