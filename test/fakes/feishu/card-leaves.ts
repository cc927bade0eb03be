import { z } from 'zod'

export const px = z.string().regex(/^-?\d+px( -?\d+px){0,3}$/)
export const spacing = z.union([px, z.enum(['small', 'medium', 'large', 'extra_large'])])
export const align = z.enum(['left', 'center', 'right'])
export const valign = z.enum(['top', 'center', 'bottom'])
const textSize = z.enum([
  'heading-0', 'heading-1', 'heading-2', 'heading-3', 'heading-4', 'heading', 'normal', 'notation',
  'xxxx-large', 'xxx-large', 'xx-large', 'x-large', 'large', 'medium', 'small', 'x-small',
]) // prettier-ignore
export const size = z.string()
export const base = {
  element_id: z
    .string()
    .regex(/^[a-zA-Z]\w{0,19}$/)
    .optional(),
  margin: px.optional(),
}

export const plain = z.strictObject({
  tag: z.literal('plain_text'),
  content: z.string(),
  element_id: base.element_id,
})
export const larkMd = z.strictObject({ ...plain.shape, tag: z.literal('lark_md') })
export const title = z.discriminatedUnion('tag', [plain, larkMd])
const styled = {
  text_size: textSize.optional(),
  text_color: z.string().optional(),
  text_align: align.optional(),
  lines: z.int().positive().optional(),
}
const divText = z.discriminatedUnion('tag', [plain.extend(styled), larkMd.extend(styled)])
export const icon = z.discriminatedUnion('tag', [
  z.strictObject({
    tag: z.literal('standard_icon'),
    token: z.string(),
    color: z.string().optional(),
    size: size.optional(),
  }),
  z.strictObject({ tag: z.literal('custom_icon'), img_key: z.string(), size: size.optional() }),
])

const behavior = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('open_url'),
    default_url: z.url(),
    pc_url: z.string().optional(),
    ios_url: z.string().optional(),
    android_url: z.string().optional(),
  }),
  // A string is documented too, but the SDKs carry objects only.
  z.strictObject({ type: z.literal('callback'), value: z.record(z.string(), z.unknown()) }),
])
export const confirm = z.strictObject({ title: plain, text: plain })
export const pressable = {
  behaviors: z.array(behavior).min(1).optional(),
  confirm: confirm.optional(),
  disabled: z.boolean().optional(),
  disabled_tips: plain.optional(),
  hover_tips: plain.optional(),
}
const field = {
  ...pressable,
  name: z.string().min(1).optional(),
  required: z.boolean().optional(),
  placeholder: plain.optional(),
  width: size.optional(),
}
const option = z.strictObject({ text: plain, value: z.string(), icon: icon.optional() })

export const markdown = z.strictObject({
  ...base,
  tag: z.literal('markdown'),
  content: z.string().min(1),
  text_size: textSize.optional(),
  text_align: align.optional(),
  icon: icon.optional(),
})

/** Elements that hold no other. */
export const leaves = [
  markdown,
  z.strictObject({
    ...base,
    tag: z.literal('div'),
    text: divText.optional(),
    width: size.optional(),
    icon: icon.optional(),
  }),
  z.strictObject({ ...base, tag: z.literal('hr') }),
  z.strictObject({
    ...base,
    tag: z.literal('img'),
    img_key: z.string(),
    alt: plain,
    title: plain.optional(),
    preview: z.boolean().optional(),
    transparent: z.boolean().optional(),
    corner_radius: size.optional(),
    scale_type: z.enum(['crop_center', 'fit_horizontal', 'crop_top']).optional(),
    size: size.optional(),
  }),
  z.strictObject({
    ...base,
    ...pressable,
    tag: z.literal('button'),
    text: plain,
    type: z
      .enum([
        'default',
        'primary',
        'danger',
        'text',
        'primary_text',
        'danger_text',
        'primary_filled',
        'danger_filled',
        'laser',
      ])
      .optional(),
    size: z.enum(['tiny', 'small', 'medium', 'large']).optional(),
    width: size.optional(),
    icon: icon.optional(),
    name: z.string().min(1).optional(),
    required: z.boolean().optional(),
    form_action_type: z.enum(['submit', 'reset']).optional(),
  }),
  z.strictObject({
    ...base,
    ...field,
    tag: z.literal('input'),
    label: plain.optional(),
    label_position: z.enum(['top', 'left']).optional(),
    default_value: z.string().optional(),
    input_type: z.enum(['text', 'multiline_text', 'password']).optional(),
    max_length: z.int().min(1).max(1000).optional(),
    rows: z.int().positive().optional(),
    max_rows: z.int().positive().optional(),
    auto_resize: z.boolean().optional(),
    show_icon: z.boolean().optional(),
    value: z.unknown().optional(),
  }),
  z.strictObject({
    ...base,
    ...field,
    tag: z.literal('select_static'),
    type: z.enum(['default', 'text']).optional(),
    options: z.array(option).min(1),
    initial_option: z.string().optional(),
    initial_index: z.int().positive().optional(),
  }),
  z.strictObject({
    ...base,
    ...field,
    tag: z.literal('multi_select_static'),
    type: z.enum(['default', 'text']).optional(),
    options: z.array(option).min(1),
    selected_values: z.array(z.string()).optional(),
  }),
  z.strictObject({
    ...base,
    ...field,
    tag: z.literal('date_picker'),
    initial_date: z.iso.date().optional(),
    value: z.unknown().optional(),
  }),
  z.strictObject({
    ...base,
    tag: z.literal('table'),
    columns: z
      .array(z.looseObject({ name: z.string() }))
      .min(1)
      .max(50),
    rows: z.array(z.record(z.string(), z.unknown())),
    page_size: z.int().min(1).max(10).optional(),
    row_height: size.optional(),
    row_max_height: size.optional(),
    freeze_first_column: z.boolean().optional(),
    header_style: z.looseObject({}).optional(),
  }),
  z.strictObject({
    ...base,
    tag: z.literal('person'),
    user_id: z.string(),
    size: size.optional(),
    show_avatar: z.boolean().optional(),
    show_name: z.boolean().optional(),
    style: z.enum(['normal', 'capsule']).optional(),
  }),
] as const

export type Leaf = z.infer<(typeof leaves)[number]>
