import { SubmitButton } from '@/components/ui/submit-button'

/** Three buttons, so that it works without a script. */
export function ThemeChoice({ action }: { action: (form: FormData) => Promise<void> }) {
  return (
    <div className="flex flex-wrap gap-2">
      {[
        { theme: 'light', label: 'Light' },
        { theme: 'dark', label: 'Dark' },
        { theme: 'system', label: 'As the computer says' },
      ].map(({ theme, label }) => (
        <form key={theme} action={action}>
          <input type="hidden" name="theme" value={theme} />
          <SubmitButton look="secondary">{label}</SubmitButton>
        </form>
      ))}
    </div>
  )
}
