{{- define "labels" -}}
app.kubernetes.io/name: avatar-origin-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
