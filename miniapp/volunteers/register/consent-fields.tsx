import { View } from '@tarojs/components'
import { consentPurposes } from '../../../shared/volunteers/consents.ts'
import { consentWords } from '../../text/volunteers.ts'
import { Choice } from '../../ui/forms.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import type { FieldsProps } from './who-fields.tsx'

/** Each purpose on its own; only the first is needed. Nothing is ticked in advance. */
export function ConsentFields({ draft, wrong, onChange, isDesk }: FieldsProps & { isDesk: boolean }) {
  return (
    <View className="col g3">
      <View className="quiet">
        <Say>
          {isDesk
            ? '一条一条念给本人听，本人在纸上签了字，再点。'
            : '一条一条定。除了第一条，不同意也照样能当志愿者，以后随时能改。'}
        </Say>
      </View>
      {consentPurposes.map((purpose) => {
        const isOn = draft.agreed.includes(purpose)
        const { title, note } = consentWords[purpose]
        const agreed = isOn ? draft.agreed.filter((one) => one !== purpose) : [...draft.agreed, purpose]
        return <Choice key={purpose} many title={title} note={note} isOn={isOn} onPress={() => onChange({ agreed })} />
      })}
      {wrong.agreed === undefined ? null : <Notice kind="warn" text={wrong.agreed} />}
    </View>
  )
}
