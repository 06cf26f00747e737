import { residentGroupCodes } from '../../../../shared/homecare/groups.ts'
import { groupWords, priceKindWords } from '../../../text/offering.ts'
import { Field, Segmented } from '../../../ui/forms.tsx'
import { Card, Section } from '../../../ui/layout.tsx'
import type { PartProps } from './typed.ts'

/** What it costs, and what each of the five groups pays instead. */
export function Price({ typed, put }: PartProps) {
  const { draft } = typed
  return (
    <Section title="多少钱">
      <Card pad className="col g3">
        <Segmented
          label="收不收钱"
          options={priceKindWords}
          value={draft.priceKind}
          onChange={(priceKind) => put({ draft: { ...draft, priceKind } })}
        />
        {draft.priceKind === 'free' ? null : (
          <>
            <Field label="一次几元" value={typed.yuan} onInput={(yuan) => put({ yuan })} maxLength={8} id="yuan" />
            {residentGroupCodes.map((group) => (
              <Field
                key={group}
                label={`${groupWords[group]}付几元，没有补贴就空着`}
                value={typed.subsidies[group] ?? ''}
                onInput={(text) => put({ subsidies: { ...typed.subsidies, [group]: text } })}
                maxLength={8}
              />
            ))}
          </>
        )}
      </Card>
    </Section>
  )
}
