{{- define "fullname" -}}
{{- .Values.fullnameOverride | default .Release.Name | replace "." "-" | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- define "selector" -}}
app.kubernetes.io/name: avatar-origin-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "labels" -}}
{{ include "selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: avatar-origin
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }}
{{- end }}

{{- /* Takes a list: the whole, and one of the values that name an image. */}}
{{- define "image" -}}
{{- $root := index . 0 }}
{{- $image := index . 1 }}
{{- with $image.registry | default $root.Values.registry }}{{ trimSuffix "/" . }}/{{ end }}
{{- $image.repository }}
{{- if $image.digest }}@{{ $image.digest }}{{ else }}:{{ $image.tag | default $root.Chart.AppVersion }}{{ end }}
{{- end }}

{{- define "serviceAccount" -}}
{{- .Values.serviceAccount.name | default (ternary (include "fullname" .) "default" .Values.serviceAccount.create) }}
{{- end }}

{{- /* The operator's configuration: what the chart says under names of its own, and `config`. */}}
{{- define "config" -}}
{{- $profiles := dict }}
{{- range .Values.profiles.presets }}
  {{- if not (hasKey $.Values.gpuProfiles .) }}
    {{- fail (printf "profiles.presets: gpuProfiles has no %s, but %s" . (keys $.Values.gpuProfiles | sortAlpha | join ", ")) }}
  {{- end }}
  {{- $image := dict "image" (include "image" (list $ $.Values.images.workerCuda)) }}
  {{- $_ := set $profiles . (mergeOverwrite $image (deepCopy (index $.Values.gpuProfiles .))) }}
{{- end }}
{{- $config := deepCopy .Values.config }}
{{- if not $config.originResources }}{{ $_ := unset $config "originResources" }}{{ end }}
{{- range $key, $value := .Values.config.tigris }}
  {{- if not $value }}{{ $_ := unset $config.tigris $key }}{{ end }}
{{- end }}
{{- if not $config.tigris }}{{ $_ := unset $config "tigris" }}{{ end }}
{{- $_ := set $config "profiles" (mergeOverwrite $profiles $config.profiles) }}
{{- $origin := include "image" (list . .Values.images.origin) }}
{{- $worker := include "image" (list . .Values.images.worker) }}
{{- $_ := set $config "images" (dict "origin" $origin "worker" $worker) }}
{{- $_ := set $config "operatorNamespace" .Release.Namespace }}
{{- $_ := set $config "watchNamespaces" .Values.watchNamespaces }}
{{- $_ := set $config "monitoringNamespaces" .Values.monitoringNamespaces }}
{{- toYaml $config }}
{{- end }}
