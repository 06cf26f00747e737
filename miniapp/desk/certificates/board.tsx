import { Text, View } from '@tarojs/components'
import type { Certificate } from '../../../shared/records/certificates-contract.ts'
import { dayWord } from '../../../shared/time.ts'
import { periodText, sumText } from '../../text/certificates.ts'

/** The publicity list on paper: by name only who agreed to it. Shown to the printer alone. */
export function Board({ certificates }: { certificates: readonly Certificate[] }) {
  return (
    <View className="notice-board" ariaHidden>
      <View className="t-title center">
        <Text>志愿服务时长公示</Text>
      </View>
      <View className="mt3">
        <Text>以下志愿者申请开具服务证明。有异议的，请在公示日期内向社区提出。</Text>
      </View>
      <View className="mt3">
        {certificates.map((one) => (
          <View key={one.certificateId} className="notice-board__line">
            <Text>{one.showsName ? `${one.name}（${one.volunteerNumber}）` : `志愿者 ${one.volunteerNumber}`}</Text>
            <Text>{periodText(one)}</Text>
            <Text>{sumText(one)}</Text>
            <Text>{`公示到 ${dayWord(one.publicUntil)}`}</Text>
          </View>
        ))}
      </View>
    </View>
  )
}
