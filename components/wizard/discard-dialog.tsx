import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

/** Asked when a wizard with answers is closed before it ran. */
export function DiscardDialog({ onDiscard, onKeep }: { onDiscard: () => void; onKeep: () => void }) {
  return (
    <Dialog
      title="Close the wizard?"
      size="small"
      onClose={onKeep}
      footer={
        <>
          <Button look="primary" data-focus onClick={onKeep}>
            Go on with the wizard
          </Button>
          <Button onClick={onDiscard}>Discard and close</Button>
        </>
      }
    >
      Nothing was changed so far. What you typed will be discarded.
    </Dialog>
  )
}
