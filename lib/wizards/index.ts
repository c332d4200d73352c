import type { Wizard } from './wizard'

export * from './answers'
export type * from './wizard'

const userTasks = () => import('./user-tasks')
const serverTasks = () => import('./server-tasks')
const networkTasks = () => import('./network-tasks')

/** Every wizard by its id, loaded when it is opened. */
const wizards = {
  'add-user': async () => (await import('./add-user')).addUser,
  'edit-user': async () => (await userTasks()).editUser,
  'change-password': async () => (await userTasks()).changePassword,
  'deactivate-user': async () => (await userTasks()).deactivateUser,
  'activate-user': async () => (await userTasks()).activateUser,
  'remove-user': async () => (await userTasks()).removeUser,
  'create-mailbox': async () => (await userTasks()).createMailbox,
  'password-policy': async () => (await userTasks()).setPasswordPolicy,
  integrate: async () => (await import('./integrate')).integrate,
  'disable-integration': async () => (await networkTasks()).disableIntegration,
  'describe-site': async () => (await import('./describe-site')).describeSite,
  'join-server': async () => (await serverTasks()).joinServer,
  'set-address': async () => (await serverTasks()).setAddress,
  'install-exchange': async () => (await serverTasks()).installExchange,
  'start-service': async () => (await serverTasks()).startService,
  'provider-record': async () => (await networkTasks()).editRecord,
  'router-forward': async () => (await networkTasks()).editForward,
  'configure-proxy': async () => (await networkTasks()).configureProxy,
  'advance-clock': async () => (await networkTasks()).advanceClock,
} as const

export type WizardId = keyof typeof wizards

export function isWizardId(id: string): id is WizardId {
  return Object.hasOwn(wizards, id)
}

/** The renderer knows no wizard by name: what a wizard takes as facts is between it and the server. */
export async function loadWizard(id: WizardId): Promise<Wizard<unknown>> {
  return (await wizards[id]()) as unknown as Wizard<unknown>
}
