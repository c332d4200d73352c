import type { Wizard } from './wizard'

export * from './answers'
export type * from './wizard'

/** Every wizard by its id, loaded when it is opened. */
const wizards = {
  'add-user': async () => (await import('./add-user')).addUser,
  'edit-user': async () => (await import('./edit-user')).editUser,
  'change-password': async () => (await import('./change-password')).changePassword,
  'deactivate-user': async () => (await import('./user-activation')).deactivateUser,
  'activate-user': async () => (await import('./user-activation')).activateUser,
  'remove-user': async () => (await import('./remove-user')).removeUser,
  'create-mailbox': async () => (await import('./create-mailbox')).createMailbox,
  'password-policy': async () => (await import('./password-policy')).setPasswordPolicy,
  integrate: async () => (await import('./integrate')).integrate,
  'disable-integration': async () => (await import('./disable-integration')).disableIntegration,
  'describe-site': async () => (await import('./describe-site')).describeSite,
  'mail-names': async () => (await import('./mail-names')).mailNames,
  'join-server': async () => (await import('./join-server')).joinServer,
  'set-address': async () => (await import('./set-address')).setAddress,
  'install-exchange': async () => (await import('./install-exchange')).installExchange,
  'start-service': async () => (await import('./start-service')).startService,
  'restart-service': async () => (await import('./start-service')).restartService,
  'provider-record': async () => (await import('./provider-record')).editRecord,
  'router-forward': async () => (await import('./router-forward')).editForward,
  'router-settings': async () => (await import('./router-settings')).routerSettings,
  'configure-proxy': async () => (await import('./configure-proxy')).configureProxy,
  'empty-neighbor-mailbox': async () => (await import('./neighbors/empty-mailbox')).emptyMailbox,
  'neighbor-message': async () => (await import('./neighbors/write-message')).writeMessage,
  'neighbor-settings': async () => (await import('./neighbors/neighbor-settings')).neighborSettings,
  'confirm-smart-host': async () => (await import('./connectors/confirm-smart-host')).confirmSmartHost,
  'keep-mail-inside': async () => (await import('./connectors/confirm-smart-host')).keepMailInside,
  'confirm-live': async () => (await import('./confirm-live')).confirmLive,
  'advance-clock': async () => (await import('./advance-clock')).advanceClock,
  'request-certificate': async () => (await import('./certificates/request-certificate')).requestCertificate,
  'submit-request': async () => (await import('./certificates/submit-request')).submitRequest,
  'complete-request': async () =>
    (await import('./certificates/complete-request')).completeCertificateRequest,
  'import-certificate': async () => (await import('./certificates/import-certificate')).importCertificate,
  'export-certificate': async () => (await import('./certificates/export-certificate')).exportCertificate,
  'self-signed-certificate': async () =>
    (await import('./certificates/self-signed-certificate')).selfSignedCertificate,
  'assign-services': async () => (await import('./certificates/assign-certificate')).assignServices,
  'renew-certificate': async () => (await import('./certificates/renew-certificate')).renewCertificate,
  'remove-certificate': async () => (await import('./certificates/remove-certificate')).removeCertificate,
  'remote-certificate': async () => (await import('./certificates/remote-certificate')).remoteCertificate,
  'retry-queue': async () => (await import('./queues/queue-wizards')).retryQueue,
  'resubmit-queue': async () => (await import('./queues/queue-wizards')).resubmitQueue,
  'suspend-queue': async () => (await import('./queues/queue-wizards')).suspendQueue,
  'resume-queue': async () => (await import('./queues/queue-wizards')).resumeQueue,
  'suspend-message': async () => (await import('./queues/message-wizards')).suspendMessage,
  'resume-message': async () => (await import('./queues/message-wizards')).resumeMessage,
  'remove-message': async () => (await import('./queues/message-wizards')).removeMessage,
  'remove-messages': async () => (await import('./queues/message-wizards')).removeMessages,
  'send-connector': async () => (await import('./connectors/send-connector')).editSendConnector,
  'receive-connector': async () => (await import('./connectors/receive-connector')).editReceiveConnector,
  'mailbox-message': async () => (await import('./send-test/mailbox-message')).mailboxMessage,
  'smtp-message': async () => (await import('./send-test/smtp-message')).smtpMessage,
  'remove-connector': async () => (await import('./connectors/remove-connector')).removeConnector,
} as const

export type WizardId = keyof typeof wizards

export function isWizardId(id: string): id is WizardId {
  return Object.hasOwn(wizards, id)
}

/** The renderer knows no wizard by name: what a wizard takes as facts is between it and the server. */
export async function loadWizard(id: WizardId): Promise<Wizard<unknown>> {
  return (await wizards[id]()) as unknown as Wizard<unknown>
}
