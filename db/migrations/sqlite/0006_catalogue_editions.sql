CREATE TABLE `catalogue_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`content` text NOT NULL,
	`system_id` text NOT NULL,
	`edition` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`additions` integer NOT NULL,
	`status` text NOT NULL,
	`report` text NOT NULL,
	`rows` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer
);
--> statement-breakpoint
CREATE INDEX `catalogue_imports_file_idx` ON `catalogue_imports` (`kind`,`sha256`);--> statement-breakpoint
CREATE INDEX `catalogue_imports_status_idx` ON `catalogue_imports` (`status`,`created_at`);--> statement-breakpoint
CREATE TABLE `catalogue_replacements` (
	`kind` text NOT NULL,
	`old_code` text NOT NULL,
	`new_code` text NOT NULL,
	`weight` real,
	`system_id` text,
	PRIMARY KEY(`kind`, `old_code`, `new_code`),
	FOREIGN KEY (`system_id`) REFERENCES `code_systems`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `code_systems` ADD `file_name` text;--> statement-breakpoint
ALTER TABLE `code_systems` ADD `sha256` text;--> statement-breakpoint
ALTER TABLE `code_systems` ADD `rows` integer;--> statement-breakpoint
ALTER TABLE `code_systems` ADD `additions` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `code_systems` ADD `arrival` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `code_systems` ADD `imported_by` text;--> statement-breakpoint
ALTER TABLE `code_systems` ADD `imported_at` integer;--> statement-breakpoint
ALTER TABLE `code_systems` ADD `previous_id` text;--> statement-breakpoint
CREATE INDEX `code_systems_file_idx` ON `code_systems` (`kind`,`sha256`);--> statement-breakpoint
CREATE INDEX `code_systems_arrival_idx` ON `code_systems` (`kind`,`arrival`);--> statement-breakpoint
ALTER TABLE `crosswalk_links` ADD `retired_in` text;--> statement-breakpoint
ALTER TABLE `industries` ADD `retired` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `industries` ADD `retired_in` text;--> statement-breakpoint
ALTER TABLE `majors` ADD `retired_in` text;--> statement-breakpoint
ALTER TABLE `occupations` ADD `retired_in` text;--> statement-breakpoint
ALTER TABLE `regions` ADD `retired` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `regions` ADD `retired_in` text;