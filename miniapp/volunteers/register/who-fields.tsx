import { View } from '@tarojs/components'
import { ageOn, type Day } from '../../../shared/time.ts'
import type { VolunteerSheet } from '../../../shared/volunteers/registration-contract.ts'
import { dayInFull } from '../../text/days.ts'
import { sexWords } from '../../text/volunteers.ts'
import { Field } from '../../ui/forms.tsx'
import { Card } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import { bornOf, type Draft, type Problems } from './draft.ts'

export interface FieldsProps {
  draft: Draft
  wrong: Problems
  onChange: (change: Partial<Draft>) => void
}

/** Who somebody is: as on the identity card. Birth date and sex stand in its number and are not asked for twice. */
export function WhoFields({
  draft,
  wrong,
  onChange,
  sheet,
  today,
}: FieldsProps & { sheet: VolunteerSheet; today: Day }) {
  const born = bornOf(draft, sheet)
  const known = sheet.volunteer?.idNumberShown ?? undefined
  const isOther = born !== undefined && (sheet.prefill.birthDate ?? born.birthDate) !== born.birthDate
  return (
    <Card pad className="col g4">
      <Field
        label="姓名，照证件上写"
        value={draft.name}
        onInput={(name) => onChange({ name })}
        wrong={wrong.name}
        maxLength={40}
        id="volunteer-name"
      />
      <View className="col g2">
        <Field
          label={known === undefined ? '身份证号' : '身份证号，不改就空着'}
          value={draft.idNumber}
          onInput={(idNumber) => onChange({ idNumber })}
          wrong={wrong.idNumber}
          placeholder={known ?? '18 位，最后可能是 X'}
          maxLength={22}
          id="volunteer-id-number"
        />
        {born === undefined ? null : (
          <View className="green strong">
            <Say>{`${dayInFull(born.birthDate)}生，${sexWords[born.sex]}，${ageOn(born.birthDate, today)} 岁`}</Say>
          </View>
        )}
        <View className="t-small quiet">
          <Say>按规定要核对本人。锁起来存，谁也看不到整个号码，别人只看得到志愿者编号。</Say>
        </View>
      </View>
      {isOther ? <Notice kind="warn" text="和社区登记的生日不一样。以证件为准，请再对一遍号码。" /> : null}
      <Field
        label="电话，有事好找到人"
        value={draft.phone}
        onInput={(phone) => onChange({ phone })}
        wrong={wrong.phone}
        maxLength={16}
        placeholder="手机，或者家里的座机"
        id="volunteer-phone"
      />
      <Field
        label="住在哪一片，就近派活"
        value={draft.livingArea}
        onInput={(livingArea) => onChange({ livingArea })}
        wrong={wrong.livingArea}
        maxLength={80}
        id="volunteer-area"
      />
    </Card>
  )
}
