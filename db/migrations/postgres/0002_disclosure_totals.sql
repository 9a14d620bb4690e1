CREATE TABLE "gap_totals" (
	"run_id" text NOT NULL,
	"key" text NOT NULL,
	"region_code" text NOT NULL,
	"cut" text NOT NULL,
	"code" text NOT NULL,
	"level" text,
	"cells" integer NOT NULL,
	"span" text NOT NULL,
	"window" text NOT NULL,
	"year" integer NOT NULL,
	"last_year" integer NOT NULL,
	"demand" double precision NOT NULL,
	"supply" double precision NOT NULL,
	"gap" double precision NOT NULL,
	"lo80" double precision NOT NULL,
	"hi80" double precision NOT NULL,
	"lo95" double precision NOT NULL,
	"hi95" double precision NOT NULL,
	"ratio" double precision,
	"probability" double precision NOT NULL,
	"band" text NOT NULL,
	"enterprises" integer,
	"suppressed" text,
	CONSTRAINT "gap_totals_run_id_key_pk" PRIMARY KEY("run_id","key")
);
--> statement-breakpoint
ALTER TABLE "flags" ADD COLUMN "enterprises" integer;--> statement-breakpoint
ALTER TABLE "flags" ADD COLUMN "suppressed" text;--> statement-breakpoint
ALTER TABLE "gaps" ADD COLUMN "enterprises" integer;--> statement-breakpoint
ALTER TABLE "gaps" ADD COLUMN "suppressed" text;--> statement-breakpoint
ALTER TABLE "run_series" ADD COLUMN "enterprises" integer;--> statement-breakpoint
ALTER TABLE "run_series" ADD COLUMN "suppressed" text;--> statement-breakpoint
ALTER TABLE "gap_totals" ADD CONSTRAINT "gap_totals_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gap_totals_cut_idx" ON "gap_totals" USING btree ("run_id","cut","span","key");