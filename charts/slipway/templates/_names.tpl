{{/* Name of everything the chart makes: the Helm release's, with "slipway" in it once. */}}
{{- define "slipway.name" -}}
{{- if contains "slipway" .Release.Name }}{{ .Release.Name | trunc 53 | trimSuffix "-" }}
{{- else }}{{ printf "%s-slipway" (.Release.Name | trunc 45 | trimSuffix "-") }}
{{- end }}
{{- end }}

{{- define "slipway.serviceAccount" -}}
{{ .Values.serviceAccount.name | default (include "slipway.name" .) }}
{{- end }}

{{- define "slipway.selector" -}}
app.kubernetes.io/name: slipway
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "slipway.labels" -}}
{{ include "slipway.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{/* Reference of an image: (dict "image" <values> "version" <appVersion>) */}}
{{- define "slipway.image" -}}
{{- if .image.digest }}{{ .image.repository }}@{{ .image.digest }}
{{- else }}{{ .image.repository }}:{{ .image.tag | default .version }}
{{- end }}
{{- end }}
