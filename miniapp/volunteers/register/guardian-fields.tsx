import { Text, View } from '@tarojs/components'
import { guardianRelations } from '../../../shared/volunteers/lifecycle.ts'
import { guardianRelationWords } from '../../text/volunteers.ts'
import { Chips, Field } from '../../ui/forms.tsx'
import { Card } from '../../ui/layout.tsx'
import { Notice } from '../../ui/states.tsx'
import type { FieldsProps } from './who-fields.tsx'

/** Whom to ask for somebody under 18. */
export function GuardianFields({ draft, wrong, onChange }: FieldsProps) {
  return (
    <View className="col g3">
      <Notice text="还没满 18 岁，要家长点头才能报名。先写上家长，登记完再请家长点头。" />
      <Card pad className="col g4">
        <View className="col g2">
          <View className="field__label">
            <Text>是谁</Text>
          </View>
          <View className="chips-wrap">
            <Chips
              label="是谁"
              options={guardianRelations.map((value) => ({ value, text: guardianRelationWords[value] }))}
              value={draft.guardianRelation}
              onChange={(guardianRelation) => onChange({ guardianRelation })}
            />
          </View>
        </View>
        <Field
          label="家长姓名"
          value={draft.guardianName}
          onInput={(guardianName) => onChange({ guardianName })}
          wrong={wrong.guardianName}
          maxLength={20}
          id="guardian-name"
        />
        <Field
          label="家长自己的手机号"
          value={draft.guardianPhone}
          onInput={(guardianPhone) => onChange({ guardianPhone })}
          wrong={wrong.guardianPhone}
          maxLength={16}
          placeholder="家长在邻里通用的那个号"
          id="guardian-phone"
        />
      </Card>
    </View>
  )
}
